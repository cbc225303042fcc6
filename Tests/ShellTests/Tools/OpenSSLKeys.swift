/// Private keys for the rows, made by OpenSSL 3.0.22 for these tests; they protect nothing.
let openSSLKeys = [
  (
    "rsa.pem",
    """
    -----BEGIN PRIVATE KEY-----
    MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDlveaUEKWYtn6n
    VgKxRVLwhnajdYgiexvYMlO0C5zPhxnTquP/OsiG33mbykHDHFMA8ahfkrSvBLMY
    l0W00dMEGBjGVfllSIOVXyRDSPPw/pW4q9qjdEnppnC3em1/R/gXDFyBupCyDUpy
    uiUOu9o1gW6IjPjaihVXkRFyDmxlek8yiNtdqmcYjABr0906ofbRI/6Knaoheebp
    bBoZaK7T8HavfUWW6uAnSa4MrDU0RWOmLmcN8rz43cA8nv24+ALbN4ZYyDQxMMdn
    kUclEOOFv/OQw2luPNhlBcIM+bIuHLggUIvOYALzpVHFtJO8ovN2ONQZ+C9fGIcq
    LRBJ3kwBAgMBAAECggEAHDQBJ7wYwsk50yEOmOSBwgqVFeFKd7Eqlz0ruWE+PDEW
    9+fKsCfEkN9uS7Rl+PsegBx/0aZuN+4ZGQkOWEb0jf7HS9HSGUpFnQNeWEQ5w3lS
    t/ug44qrEtveinz6ZDMEPxAYFco+vnI96XJLNPvVVdbbKDg7dINEYMjrngIsnGhO
    dwCxmXljFlTuKtfx4UBDoqZwLLmNFxpPJ0+AOu6sCU7ECQbIZg96z8SPnX50cD1Y
    cqXS3n1CJsIB+3rSvTdeseflYkWJNCFxfoPUgpD6Q0xu92PYrgOEK9GRvN5wkQ6r
    T2OWbg+XqtpbPC6UIaY00CWa+vcNUPOHlWx1jokv4QKBgQD/NYKNScGFWi8FhCqJ
    IjKYKWDGHBqb4rvHFEjntFRCLY2q9Nm6xTUBtn9at3yHzLB3QXupE7le7ROCX+tI
    MVzDk6f0EaCCyIQQMO11RIxo4BrPLf6L0tKwryTDfrNQ0guU0Pv+F+hF50yKbVAX
    OYDi/aanwwk9pa0nAa6FSxh3CwKBgQDmdC8vSsyQzaLXGrfF2Dfj82KRgtJVwUPS
    kLRPKtIv+yY1+JOLbcIPVu4nJOG4pY1Zg43+wJrtZ2IapLdUX1G5rlyuuCunxHxX
    KWc5R0TbErjXN9Q4w6vC7UZNGBHadc0zqdFw5TMUicd8uLotbCYEOEK8khiDVMHo
    fF6g4G+AowKBgQCf8XhFdjELky6fBWrnEQCmbmBRKLHgeqP2q5bZaCHaa9Q6jUOb
    kxaaYTbFsvMf5L+/rdGDcHIftPMiJV0+nHkntXVwOE/hRyvFPfTEJtbcr3790zSR
    iuoyg0HGJ7TX9Rv/A066u1792G0W4FVuiMJnAFMfFtPGx/uR07L9pMfLawKBgA5y
    AfMo8SGygh6RoitYnkg/nVIZrS2K68FrKKI9wOcZCxAfAMCgpKVpgYwal7uHRRDz
    Whc543w2GsQoxwUW5HyLHWwmRzZA7rpX8gx5FyvURJnY+giE22NglCOI+rWC5NX0
    MxishUMoT8TVn3XxbYCeNjCzx62TxoPYJ+ZVqyeZAoGAR4ijvxwXirMf4sXQfDyE
    2q15eQbeUU46Yn4WXVewQRxxqo145+v4hGqTKDL+cfpKd69yskk8PmOXoQmywNwv
    yGkcD7SAuxqFdg/WEGkcAVqJnUFO21IRYFVTHDxV5drCLXz5bKQLoSniaUOvOAmD
    w724/4Gk5P0MaMkhltGxZA8=
    -----END PRIVATE KEY-----

    """
  ),
  (
    "ec.pem",
    """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgzldyvYBV38HgExpd
    fMGKp+O0KHVePUOSNCakj1VihEKhRANCAARHRIciGQmpjCir1yhCKcDXRRx1yr1o
    vhwsrSZCDxPn2xgp6bGxP0g/JEasq9RtKCvSIVf5rdxK3Jb6OOmJUNpf
    -----END PRIVATE KEY-----

    """
  ),
  (
    "peer.pem",
    """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgjtDVZERxuHVw7Pjh
    TLhO2pRogk0/5uiGGuxShIz5NvOhRANCAAS+XEaFchT37yzXUu5nYjS6jHMsRouy
    RGrj4Q5qS7lQpED++IGqA6bAF6xmcys1HNbbBkHJ2rOSss2ho8432q99
    -----END PRIVATE KEY-----

    """
  ),
  (
    "p521.pem",
    """
    -----BEGIN PRIVATE KEY-----
    MIHuAgEAMBAGByqGSM49AgEGBSuBBAAjBIHWMIHTAgEBBEIBfe44wHJa+tlH2i2u
    ynuq6QjHUsYxvYkG00IRM2qeVAwxpk6aNDPlLS127eB+EHoUFOLMnPRdrq9RqkGG
    nu3cNqGhgYkDgYYABAE9uODRKNoynMgAkY44MQTvIE3e/d265BJLo4dpFr3lUuTL
    SdLxHgjuwqyw02TV98ITkpNsxL0xh8y4YK6crkT12wDI6bn3cSIglKbDsM/XFGb4
    W6jyjFWKUeLIzB9G82/n1cdIzaOozDYLtiOvSrQf16c6i5zLRCXp+rb34gCoWJXG
    NQ==
    -----END PRIVATE KEY-----

    """
  ),
  (
    "k1.pem",
    """
    -----BEGIN PRIVATE KEY-----
    MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQgY9rCQUwZ7Wj3riDUCtpv
    ykaylRhKPkDM5HplF2c+NkahRANCAAQTaOYGcxoMFZrW0fZ6svlRPARQdwgqdRXR
    aem3eDQf+jgV3wkVr6AVliIZfOij99n6gs8RJD6TMd+vnTYwQriG
    -----END PRIVATE KEY-----

    """
  ),
  (
    "ed.pem",
    """
    -----BEGIN PRIVATE KEY-----
    MC4CAQAwBQYDK2VwBCIEIGQcGXYx020krAtEOPD22glyxEwEsN9ix9dYyQqIpnYu
    -----END PRIVATE KEY-----

    """
  ),
]
