"""What users are told when something goes wrong: one entry a code, Vietnamese and English, what happened and what to do."""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """A sentence that says what happened, and one that says what to do; both take ``str.format`` arguments."""

    what: str
    hint: str


_CATALOGUE: dict[str, dict[str, Message]] = {
    "empty": {
        "vi": Message("tệp rỗng (0 byte)", "Chép lại tệp từ nguồn rồi chạy lại."),
        "en": Message("the file is empty (0 bytes)", "Copy the file again from its source, then run again."),
    },
    "no-text": {
        "vi": Message("không đọc được chữ nào trong tệp", "Nếu là bản quét ảnh: phiên bản này chưa nhận dạng chữ; hãy dùng bản có chữ."),
        "en": Message("no text in the file", "If it is a scan: this version does not recognise images yet; use a copy with text."),
    },
    "unsupported": {
        "vi": Message("định dạng không hỗ trợ: {format}", "Lưu lại dưới dạng docx, pdf, html hoặc txt."),
        "en": Message("unsupported format: {format}", "Save it as docx, pdf, html or txt."),
    },
    "wrong-extension": {
        "vi": Message("đuôi tệp là {extension} nhưng nội dung là {format}; đã đọc theo nội dung", "Nên đổi lại đuôi tệp cho đúng."),
        "en": Message("named {extension} but holds {format}; read by its content", "Rename the file to match."),
    },
    "damaged": {
        "vi": Message("tệp hỏng hoặc bị cắt cụt: {detail}", "Mở tệp bằng chương trình gốc, lưu lại, hoặc lấy bản khác."),
        "en": Message("damaged or truncated file: {detail}", "Open it in its own program and save it again, or find another copy."),
    },
    "password": {
        "vi": Message("tệp có mật khẩu", "Bỏ mật khẩu (lưu một bản không đặt mật khẩu) rồi chạy lại."),
        "en": Message("the file is protected by a password", "Save a copy without the password, then run again."),
    },
    "too-large": {
        "vi": Message("quá giới hạn {limit} ({what}: {actual})", "Tách nhỏ tệp rồi chạy lại."),
        "en": Message("over the limit of {limit} ({what}: {actual})", "Split the file, then run again."),
    },
    "timed-out": {
        "vi": Message("đọc quá {limit} giây nên đã dừng", "Thử lại riêng tệp này; nếu vẫn chậm, mở và lưu lại thành docx."),
        "en": Message("stopped after {limit} seconds", "Try this file alone; if it is still slow, open it and save it as docx."),
    },
    "reader-died": {
        "vi": Message("tiến trình đọc dừng đột ngột ({detail})", "Thường do tệp hỏng hoặc thiếu bộ nhớ; mở và lưu lại tệp."),
        "en": Message("the reading process died ({detail})", "Usually a damaged file or too little memory; open and save the file again."),
    },
    "extraction-failed": {
        "vi": Message(
            "đọc được chữ nhưng lỗi khi trích xuất: {detail}", "Văn bản vẫn tìm được; đây là lỗi của chương trình, hãy báo lại kèm tệp này."
        ),
        "en": Message(
            "read, but extraction failed: {detail}", "The text can be searched; this is our mistake, please report it with the file."
        ),
    },
    "reader-failed": {
        "vi": Message(
            "chương trình gặp lỗi khi đọc tệp ({detail})", "Đây là lỗi của vankien, không phải của tệp; xin báo lại kèm thông báo này."
        ),
        "en": Message(
            "the program failed on this file ({detail})",
            "This is a mistake in vankien, not in the file; please report it with this message.",
        ),
    },
    "no-permission": {
        "vi": Message("không có quyền đọc", "Cấp quyền đọc cho tài khoản đang chạy, rồi chạy lại."),
        "en": Message("no permission to read", "Give the current account read permission, then run again."),
    },
    "not-found": {
        "vi": Message("không thấy tệp hoặc thư mục", "Kiểm tra lại đường dẫn."),
        "en": Message("no such file or folder", "Check the path."),
    },
    "not-a-file": {
        "vi": Message("không phải tệp thường", "Bỏ qua, hoặc chỉ định tệp khác."),
        "en": Message("not a regular file", "Leave it out, or name another file."),
    },
    "folder-loop": {
        "vi": Message("thư mục lặp vòng (liên kết trỏ về thư mục cha)", "Đã bỏ qua; xóa liên kết nếu không cần."),
        "en": Message("folder loop (a link back to a folder above)", "Left out; remove the link if it is not needed."),
    },
    "read-failed": {
        "vi": Message("không đọc được: {detail}", "Kiểm tra ổ đĩa hoặc mạng, rồi chạy lại."),
        "en": Message("cannot be read: {detail}", "Check the disk or the network, then run again."),
    },
    "encoding-uncertain": {
        "vi": Message("không chắc bảng mã: đã đọc theo {encoding}", "Xem lại chữ có dấu; nếu sai, lưu lại tệp bằng UTF-8."),
        "en": Message("uncertain encoding: read as {encoding}", "Look at the letters with marks; if wrong, save the file as UTF-8."),
    },
    "page-failed": {
        "vi": Message("không đọc được trang {page}: {detail}", "Các trang khác vẫn dùng được; xem lại trang này trong tệp gốc."),
        "en": Message("page {page} cannot be read: {detail}", "The other pages are fine; look at this one in the original."),
    },
    "page-without-text": {
        "vi": Message("trang {page} không có lớp chữ (ảnh quét?)", "Trang này chưa được lập chỉ mục."),
        "en": Message("page {page} has no text layer (a scan?)", "This page is not indexed."),
    },
    "extractor-failed": {
        "vi": Message(
            "bước {extractor} không xử lý được văn bản này: {detail}",
            "Các kết quả khác vẫn đủ; hãy gửi tệp này cho nhóm phát triển vankien.",
        ),
        "en": Message(
            "the step {extractor} failed on this text: {detail}", "All other results stand; please send this file to the developers."
        ),
    },
    "disk-full": {
        "vi": Message("ổ đĩa đầy, không ghi được kho", "Giải phóng dung lượng rồi chạy lại; những gì đã lưu vẫn còn nguyên."),
        "en": Message("the disk is full, the archive cannot be written", "Free some space and run again; what was stored is intact."),
    },
    "output-full": {
        "vi": Message("ổ đĩa đầy, không ghi hết được kết quả", "Giải phóng dung lượng hoặc ghi ra ổ khác, rồi chạy lại."),
        "en": Message("the disk is full, the output is not complete", "Free some space or write to another disk, then run again."),
    },
    "archive-missing": {
        "vi": Message("chưa có kho văn bản ở {path}", "Chạy trước: vankien ingest THƯ_MỤC"),
        "en": Message("no archive at {path}", "Run first: vankien ingest FOLDER"),
    },
    "archive-damaged": {
        "vi": Message("kho văn bản hỏng: {detail}", "Chạy: vankien doctor --repair"),
        "en": Message("the archive is damaged: {detail}", "Run: vankien doctor --repair"),
    },
    "archive-engine-damaged": {
        "vi": Message("tệp của chỉ mục tìm kiếm bị hỏng: {files}", "Chạy: vankien doctor --repair"),
        "en": Message("damaged files of the search index: {files}", "Run: vankien doctor --repair"),
    },
    "archive-folder-taken": {
        "vi": Message(
            "thư mục {path} đang chứa tệp khác, không lập kho ở đó được",
            "Chọn một thư mục trống hoặc chưa có làm kho: --archive THƯ_MỤC (hoặc biến VANKIEN_ARCHIVE).",
        ),
        "en": Message(
            "the folder {path} holds other files, so no archive is made in it",
            "Choose an empty folder or a new one for the archive: --archive FOLDER (or the variable VANKIEN_ARCHIVE).",
        ),
    },
    "archive-folder-given": {
        "vi": Message(
            "{path} là thư mục của kho, không phải thư mục văn bản",
            "Để kho ở một thư mục riêng (--archive THƯ_MỤC), rồi chạy lại với thư mục văn bản.",
        ),
        "en": Message(
            "{path} is the archive's own folder, not a folder of documents",
            "Keep the archive in a folder of its own (--archive FOLDER), then run again on the folder of the documents.",
        ),
    },
    "corpus-folder-taken": {
        "vi": Message(
            "thư mục không trống, không ghi bộ văn bản mẫu vào đó", "Chọn thư mục mới, hoặc thêm --force nếu đúng là thư mục này."
        ),
        "en": Message(
            "the folder is not empty, no sample documents are written to it", "Choose a new folder, or add --force if you do mean this one."
        ),
    },
    "archive-lost": {
        "vi": Message(
            "không lấy lại được văn bản nào từ kho hỏng ở {path}",
            "Chuyển thư mục kho đi chỗ khác (chưa có gì bị xóa), rồi chạy lại: vankien ingest THƯ_MỤC",
        ),
        "en": Message(
            "nothing can be recovered from the damaged archive at {path}",
            "Move the archive's folder away (nothing was deleted), then run again: vankien ingest FOLDER",
        ),
    },
    "archive-recovered": {
        "vi": Message(
            "kho bị hỏng: đã lấy lại {documents} văn bản; bản hỏng vẫn giữ ở {path}",
            "Chạy lại vankien ingest với các thư mục văn bản gốc để đọc lại phần bị mất.",
        ),
        "en": Message(
            "the archive was damaged: {documents} documents recovered; the damaged file is kept at {path}",
            "Run vankien ingest on the folders of the documents again to read what was lost.",
        ),
    },
    "archive-version": {
        "vi": Message("kho do phiên bản khác tạo ({found}, cần {wanted})", "Tạo kho mới: xóa thư mục kho rồi chạy lại vankien ingest."),
        "en": Message(
            "made by another version ({found}, wanted {wanted})", "Make a new archive: remove its folder and run vankien ingest."
        ),
    },
    "archive-engine": {
        "vi": Message("chỉ mục tìm kiếm lệch với kho: thiếu {missing}, thừa {stale} văn bản", "Chạy: vankien doctor --repair"),
        "en": Message("the search index differs from the archive: {missing} missing, {stale} too many", "Run: vankien doctor --repair"),
    },
    "archive-busy": {
        "vi": Message("kho đang được một tiến trình khác ghi", "Đợi lệnh kia xong rồi chạy lại."),
        "en": Message("another process is writing to the archive", "Wait for the other command to finish, then run again."),
    },
    "archive-unwritable": {
        "vi": Message(
            "không ghi được vào kho ở {path}: {detail}", "Cấp quyền ghi thư mục kho cho tài khoản đang chạy, hoặc chọn thư mục khác."
        ),
        "en": Message(
            "cannot write to the archive at {path}: {detail}", "Give the current account write permission, or choose another folder."
        ),
    },
    "bad-query": {
        "vi": Message("câu tìm không hiểu được: {detail}", "Xem cách viết câu tìm: vankien search --help"),
        "en": Message("the query cannot be understood: {detail}", "See how to write queries: vankien search --help"),
    },
    "query-empty": {
        "vi": Message("câu tìm không có từ nào để tìm", "Gõ ít nhất một từ, một số văn bản hoặc một bộ lọc (loai: coquan: cap: tu: den:)."),
        "en": Message(
            "the query has nothing to search for", "Type at least one word, document number or filter (type: issuer: level: from: to:)."
        ),
    },
    "query-quote": {
        "vi": Message("dấu ngoặc kép mở ở ký tự {position} không đóng", "Đóng ngoặc kép, hoặc bỏ nó đi."),
        "en": Message("the quotation mark at character {position} is not closed", "Close it, or leave it out."),
    },
    "query-filter": {
        "vi": Message("bộ lọc “{name}” ở ký tự {position} không có giá trị", "Viết giá trị ngay sau dấu hai chấm, ví dụ loai:quyết định."),
        "en": Message("the filter “{name}” at character {position} has no value", "Write the value after the colon: type:quyết định."),
    },
    "query-date": {
        "vi": Message(
            "“{value}” ở ký tự {position} không phải ngày tháng", "Viết năm, tháng/năm hoặc ngày/tháng/năm: 2016, 6/2016, 16/6/2016."
        ),
        "en": Message("“{value}” at character {position} is not a date", "Write a year, month/year, day/month/year or an ISO date."),
    },
    "query-level": {
        "vi": Message("“{value}” ở ký tự {position} không phải một cấp", "Viết: trung ương, tỉnh, huyện, xã, cơ sở hoặc doanh nghiệp."),
        "en": Message(
            "“{value}” at character {position} is not a level", "Write central, province, district, commune, grass-roots or enterprise."
        ),
    },
    "query-number": {
        "vi": Message(
            "“{value}” không phải số văn bản", "Viết số và ký hiệu, ví dụ 13-KH/BTCTU; hoa thường, dấu cách, gạch nào cũng được."
        ),
        "en": Message(
            "“{value}” is not a document number", "Write number and symbol, as in 13-KH/BTCTU; case, blanks and dashes do not matter."
        ),
    },
    "query-long": {
        "vi": Message("câu tìm dài {actual} ký tự, giới hạn {limit}", "Chỉ giữ lại những từ chính."),
        "en": Message("the query has {actual} characters, the limit is {limit}", "Keep the main words only."),
    },
    "missing-extra": {
        "vi": Message("thiếu thành phần {extra}", "Cài thêm: pip install 'vankien[{extra}]'"),
        "en": Message("the part {extra} is not installed", "Install it: pip install 'vankien[{extra}]'"),
    },
}


def message(code: str, language: str = "vi") -> Message:
    """The message of a code in a language ("vi", "en"); KeyError for an unknown code."""
    return _CATALOGUE[code]["en" if language == "en" else "vi"]


def filled(template: str, args: dict[str, str]) -> str:
    """A template with its arguments; "…" for one that is missing, so that telling of a failure never fails itself."""
    return template.format_map(_Args(args))


class _Args(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"


def codes() -> tuple[str, ...]:
    """Every code, for the documentation and its test."""
    return tuple(_CATALOGUE)
