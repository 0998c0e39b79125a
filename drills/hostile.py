"""What hostile requests are made of: values, names, methods, headers, kinds of bodies that a server meets on a bad day. Pure.

Names of parameters are those that pages know; every value is tried with every name.
"""

TEXTS = (
    "", "0", "1", "-1", "04", "01366", "99", "2", "31/12/2013", "2013-12-31", "31/02/2013", "1/1/0001", "31/12/9999",
    "2014-01-05T08:30", "json",
    "xlsx", "html", "csv", "party_secretary", "elected", "female", "10", "40", "meets", "professional", "co", "khong", "an",
    "Nguyễn Văn Đức", "đ",
    "\x00", "a\x00b", "\u202e\u200b", "\ud7ff\ue000", "é" * 3, "😀" * 5, "' OR 1=1 --", "\"; DROP TABLE x; --", "%", "_", "\\",
    "%s%s%n", "{{7*7}}",
    "${jndi:ldap://x}", "<script>alert(1)</script>", "../../etc/passwd", "..\\..\\x", "|id", "`id`", "9" * 18, "9" * 40,
    "9" * 400, "1e309", "NaN",
    "Infinity", "-0", "0x10", "１２", "١٢", "1_000", " 1 ", "1.5", "1,5", "true", "null", "None", "[]", "{}", "a" * 5_000,
    "ắ" * 3_000, "\r\nX-A: b",
    "=cmd|' /C calc'!A0", "+1", "@x", "http://evil.example/", "//evil.example", "javascript:alert(1)", "\t", "\n", " ",
)  # fmt: skip

NAMES = """
ngay so-voi ghi-nhan trang tim dinh-dang chuc-danh giu loai nhom dat-chuan thieu chua-ro hoc-van chuyen-mon ly-luan quan-ly-nha-
nuoc tin-hoc quoc-phong gioi-tinh dan-toc tuoi tuoi-tu tuoi-den vung xep cot per_page page sort tinh huyen xa no mien theo-che-do
tu-nam lam-tron thap-phan dia-gioi so-phan viec next den tu dem bang nguoi ai q id che-do moc phan-con-lai hang ma het-phien da-dat to-
khai nam
""".split()

METHODS = ("GET",) * 10 + ("POST",) * 7 + ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X" * 50)

HEADERS = {
    "HTTP_ACCEPT_LANGUAGE": ("en", "vi", "x" * 900, "en;q=NaN", "\xff\xfe", "*", "zz-ZZ;q=0.5,,,;"),
    "HTTP_COOKIE": (
        *("__Host-session=\x00", "a=b; c", "saved-draft=1.9999999999999999999999", "saved-draft=\xff.\xff"),
        *("=;=;", "messages=x", "x" * 5_000),
    ),
    "HTTP_X_FORWARDED_FOR": ("1.1.1.1", "x" * 500, "::1, \x00", "999.1.1.1,"),
    "HTTP_X_FORWARDED_PROTO": ("http", "https,http", ""),
    "HTTP_HOST": ("evil.example", "127.0.0.1:99999", "[::1", "127.0.0.1\x00", "a b", ""),
    "HTTP_REFERER": ("//", "http://[", "x" * 3_000, "\xff"),
    "HTTP_ORIGIN": ("null", "http://[", "https://evil.example"),
    "HTTP_USER_AGENT": ("", "x" * 5_000, "\x00\xff"),
    "HTTP_HX_REQUEST": ("true",),
    "HTTP_HX_CURRENT_URL": ("http://[", "\xff", "%ff%fe"),
    "HTTP_HX_CURRENT_URL_URI_AUTOENCODED": ("true",),
    "HTTP_ACCEPT_ENCODING": ("gzip", "gzip;q=NaN", "\xff", "br"),
    "HTTP_IF_MODIFIED_SINCE": ("x", "Thu, 99 Foo 99999 99:99:99 GMT"),
    "HTTP_IF_NONE_MATCH": ("*", "\xff", '"' * 99),
    "HTTP_RANGE": ("bytes=0-", "bytes=9-1", "x"),
    "HTTP_TRANSFER_ENCODING": ("chunked",),
    "CONTENT_LENGTH": ("-1", "x", "", "99999999999999999999", "17000000", "3"),
    "HTTP_X_HTTP_METHOD_OVERRIDE": ("DELETE",),
    "HTTP_X_CSRFTOKEN": ("x" * 64, "\xff"),
}

TYPES = (
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=nope",
    "multipart/form-data; boundary=X", "multipart/form-data", "multipart/form-data; boundary=" + "b" * 300, "application/json",
    "text/plain", "", "\xff",
)  # fmt: skip


QUERIES = (
    "%ff=%fe", "=", "&&&", "ngay=%", "a[]=1&a[]=2", "ngay=%00&ngay=1", "&".join(f"a{number}=1" for number in range(3_000)), ";" * 99,
)  # fmt: skip
_FILE = b'--X\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nPK\x03\x04\r\n--X--\r\n'
BODIES = (b"\xff" * 50, b"\x00", b"{", b"[" * 5_000, b"--X\r\n\r\n", _FILE, b"&".join([b"a=1"] * 2_100))
