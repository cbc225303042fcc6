from my_application import Letters


def test_letters_live_through_a_rotation_and_not_through_a_deletion(lab):
    letters = Letters()
    letters.keep("ada", "Dear Charles")
    lab.advance("366d")
    assert letters.read("ada") == "Dear Charles"
    lab.client("kms").schedule_key_deletion(KeyId=letters.key, PendingWindowInDays=7)
    lab.advance("8d")
    assert letters.read("ada") is None
