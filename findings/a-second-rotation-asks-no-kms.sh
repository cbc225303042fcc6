#!/usr/bin/env bash
# The second rotation of the keys of encrypted Parquet files by one CryptoFactory leaves them under
# the old master key, and returns like the first: it asks the KMS to wrap nothing.
#
# Arrow's rotate_master_keys wraps the keys of a file anew, where they are kept beside the file
# (internal_key_material=False). It is for a KMS in which the name of a master key stands for a new
# key now, as an alias does after a rotation by hand. With double wrapping, the default, the KMS
# wraps key encryption keys alone, and the factory keeps these by the name of the master key. The
# first rotation empties that cache, so a test with one rotation shows nothing of it; the next one
# does not. For the cache's lifetime of ten minutes it takes the key encryption key of the rotation
# before, which the old master key wrapped, and so it does for files that were written since. Who
# deletes the old key in KMS now loses the files.
# cache_lifetime_seconds=0, remove_cache_entries_for_all_tokens() or a new factory helps.
#
# Seen with pyarrow 26.0.1. No network but for the package: the KMS is a few lines of Python here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyarrow==26.0.1
"$folder/venv/bin/python" - "$folder" <<'PY'
import base64
import json
import sys
from pathlib import Path

import pyarrow
from pyarrow import parquet
from pyarrow.parquet import encryption

FOLDER, NAME = Path(sys.argv[1]), "alias/films"
TABLE = pyarrow.table({"film": ["Roses"]})
CONNECTION = encryption.KmsConnectionConfig()
aliases, calls = {}, []


class KMS(encryption.KmsClient):
    """Wraps under the key that the alias points at, and unwraps under the one that wrapped."""

    def __init__(self, _):
        super().__init__()

    def wrap_key(self, key, name):
        calls.append("wrap")
        wrapped = [aliases[name], base64.b64encode(key).decode()]
        return base64.b64encode(json.dumps(wrapped).encode())

    def unwrap_key(self, wrapped, name):
        owner, key = json.loads(base64.b64decode(wrapped))
        calls.append(owner)
        return base64.b64decode(key)


def factory():
    return encryption.CryptoFactory(KMS)


def write(made, path):
    settings = encryption.EncryptionConfiguration(
        footer_key=NAME, column_keys={NAME: ["film"]}, internal_key_material=False)
    parquet.write_table(
        TABLE, path,
        encryption_properties=made.file_encryption_properties(CONNECTION, settings, path))


def owner(path):
    """Which key of KMS a new process needs for the file."""
    calls.clear()
    properties = factory().file_decryption_properties(
        CONNECTION, encryption.DecryptionConfiguration(), path)
    assert parquet.read_table(path, decryption_properties=properties) == TABLE
    return calls[0]


def rotate(made, path, key, **settings):
    """Points the alias at a key and rotates; that key, how often KMS wrapped, what is needed."""
    aliases[NAME] = key
    calls.clear()
    made.rotate_master_keys(CONNECTION, path, **settings)
    return key, calls.count("wrap"), owner(path)


def example(name):
    """A factory, and a file under the first key."""
    made, path = factory(), str(FOLDER / f"{name}.parquet")
    aliases[NAME] = "key 1"
    write(made, path)
    return made, path


seen = {}
made, path = example("first")
seen["first rotation"] = rotate(made, path, "key 2")
seen["second"] = rotate(made, path, "key 3")
later = str(FOLDER / "later.parquet")
aliases[NAME] = "key 3"
write(made, later)
seen["of a file written since the first"] = rotate(made, later, "key 4")
made.remove_cache_entries_for_all_tokens()
seen["after remove_cache_entries_for_all_tokens()"] = rotate(made, path, "key 5")
seen["with a new factory"] = rotate(factory(), path, "key 6")
made, path = example("other")
for key, word in (("key 2", "first"), ("key 3", "second")):
    seen[f"{word}, cache_lifetime_seconds=0"] = rotate(made, path, key, cache_lifetime_seconds=0)
made, path = example("single")
rotate(made, path, "key 2", double_wrapping=False)
seen["second, double_wrapping=False"] = rotate(made, path, "key 3", double_wrapping=False)
for words, (now, wraps, needed) in seen.items():
    print(f"{words}: to {now}, wrapped {wraps} times, a reader needs {needed}")
assert seen == {
    "first rotation": ("key 2", 1, "key 2"), "second": ("key 3", 0, "key 2"),
    "of a file written since the first": ("key 4", 0, "key 2"),
    "after remove_cache_entries_for_all_tokens()": ("key 5", 1, "key 5"),
    "with a new factory": ("key 6", 1, "key 6"),
    "first, cache_lifetime_seconds=0": ("key 2", 1, "key 2"),
    "second, cache_lifetime_seconds=0": ("key 3", 1, "key 3"),
    "second, double_wrapping=False": ("key 3", 2, "key 3"),
}, seen
PY
