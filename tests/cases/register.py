"""What people reported that print with it, and the tests that hold it mended: each report has at least one.

A report is a small input and what is right. Where a room's own test holds it, that is named here, by the test itself:
taking it away breaks this module. The others are tried in ``test_cases.py``, which marks each with ``case``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from tests.api import test_calls
from tests.cli import test_streams, test_translate
from tests.clinic import test_profile
from tests.clinic.logo import test_svg
from tests.clinic.pages import test_drawn, test_read
from tests.compose import test_limits
from tests.files import test_atomic, test_folders, test_images, test_limited
from tests.ink import test_reading_back
from tests.jobs import test_shared_folder
from tests.products import test_booklet, test_bundle, test_emergency, test_unread, test_writing

Test = Callable[..., Any]
Marked = TypeVar("Marked", bound=Test)

CASES: Mapping[str, str] = {
    "01-rtl-numbers": "numbers in right-to-left lines run from left to right, brackets and all",
    "02-arabic-text-layer": "words on the page are found and copied",
    "03-form-fields-lost": "what was filled into a form of one's own is printed",
    "04-exif-orientation": "a picture that is marked as turned is upright",
    "05-svg-class-order": "of two rules of CSS the later wins, whatever the order of classes",
    "06-svg-doctype": "a document type in an SVG is passed over",
    "07-cp1252-stdout": "output in an encoding of old is written, not refused",
    "08-out-not-a-file": "a pipe or device is written through",
    "09-symlink-and-mode": "links stay, and files keep who may read them",
    "10-bundle-no-alt": "a page of one's own is read out, and its missing description told of",
    "11-bundle-refused": "files with an owner's password, huge and tiny pages are taken in",
    "12-silent-ignores": "names that are nearly right are told",
    "13-control-character": "a character that cannot be printed is said to be one, at its option",
    "14-po-own-routine": "texts that are translated elsewhere come along, and messages name the user's own file",
    "15-appledouble": "what macOS leaves beside files is no content",
    "16-qr-advice": "an address too long for its code is refused with how long it may be",
    "17-picture-kinds": "logos with a palette or in CMYK are printed",
    "18-contents-tags": "contents are tagged as such, numbers inside their links",
    "19-phone-extension": "a telephone number may have an extension",
    "hostile/01-emergency-number-reversed": "a number that reads otherwise than it is typed is refused",
    "hostile/02-view-short-point-anatomy": "a point without its second number is named with its line",
    "hostile/03-view-short-point-artwork": "in artwork too",
    "hostile/04-view-infinite-number": "a number without end is named with its line",
    "hostile/06-view-keyerror-edge": "a point of nothing is named with its line",
    "hostile/07-emacs-lock-file": "locks of editors and links to nothing are no trouble",
    "hostile/08-template-infinite-loop": "a template that goes round without end is stopped",
    "hostile/09-template-memory": "a text that doubles without end is stopped",
    "hostile/11-template-random-and-clock": "templates know no chance and no clock",
    "hostile/12-template-symlink-escape": "a link out of the folder is not followed",
    "hostile/14-template-many-paragraphs": "very many paragraphs are laid out in time, or refused",
    "hostile/15-logo-svg-encoding": "codecs that are no encoding of text are refused",
    "hostile/18-logo-png-bomb": "a picture is measured before it is decoded",
    "hostile/19-logo-png-alpha-slow": "a large picture becomes as large as it is printed",
    "hostile/20-logo-link-loop": "a link in a circle is a file that cannot be read",
    "hostile/21-bundle-form-recursion-abort": "drawings in themselves end their process alone",
    "hostile/23-bundle-pdfium-errors": "damaged PDF files are refused by name, or repaired",
    "hostile/24-bundle-alt-blank": "a blank description is none, and one that is no text is refused",
    "hostile/25-fifo-and-dev-zero": "pipes and devices are refused before they are read",
    "hostile/26-out-replaces-device-and-fifo": "devices and pipes stay what they are",
    "hostile/27-out-symlink-replaced": "what a link leads to is written",
    "hostile/28-written-but-exit-6": "a folder that may be written and not read is written to",
    "hostile/29-half-written-set": "of a set all files are written or none",
    "hostile/30-long-utf8-name": "a name may have as many bytes as the system takes",
    "hostile/31-stdout-trouble": "standard output that is full, closed or gone is one message",
    "hostile/32-bad-message-control-char": "names that are no text are told as that; others pass in any locale",
    "hostile/33-booklet-ignores-name": "an option that does nothing for a product is refused",
    "hostile/34-path-too-long": "a path that no system takes is one message",
    "hostile/36-manifest-hostile": "a hostile manifest is made anew",
    "hostile/37-sigint-traceback-jobs": "Ctrl-C ends a build of several processes with one message",
    "hostile/39-theme-circle-message": "themes that extend each other in a circle are named with their line",
    "hostile/40-api-type-errors": "a wrong type in Python is told as what it is",
}
"""Names of the reports, and what is right."""

ELSEWHERE: Mapping[str, Sequence[Test]] = {
    "02-arabic-text-layer": (test_reading_back.test_words_are_found, test_reading_back.test_strings_come_back_whole),
    "03-form-fields-lost": (test_drawn.test_form_fields_are_drawn_into_the_page,),
    "04-exif-orientation": (test_images.test_a_picture_that_is_marked_as_turned,),
    "05-svg-class-order": (test_svg.test_the_later_rule_wins_whatever_the_order_of_classes,),
    "06-svg-doctype": (test_svg.test_a_document_type_is_passed_over,),
    "07-cp1252-stdout": (test_streams.test_characters_that_the_encoding_lacks_are_written_by_number,),
    "08-out-not-a-file": (test_atomic.test_pipes_and_devices_are_written_to_as_they_are,),
    "09-symlink-and-mode": (
        test_atomic.test_a_link_stays_and_what_it_leads_to_is_written,
        test_atomic.test_a_file_that_is_replaced_keeps_its_permissions,
    ),
    "10-bundle-no-alt": (
        test_bundle.test_what_is_odd_is_said,
        test_bundle.test_the_structure_is_that_of_the_file_or_a_figure_with_a_description,
    ),
    "11-bundle-refused": (
        test_drawn.test_a_file_that_opens_without_a_password_is_read,
        test_drawn.test_a_picture_has_200_dots_to_the_inch_of_its_printed_size,
        test_limited.test_it_may_not_take_more_memory,
    ),
    "12-silent-ignores": (test_unread.test_they_are_told_when_something_is_made_and_in_a_check,),
    "14-po-own-routine": (
        test_translate.test_a_new_text_that_is_built_in_elsewhere_comes_with_its_translation_to_look_at,
        test_translate.test_a_routine_under_a_new_id_says_what_to_type_and_gets_what_is_known,
    ),
    "15-appledouble": (test_folders.test_hidden_files_have_no_names,),
    "17-picture-kinds": (test_images.test_a_palette_with_a_clear_colour, test_images.test_cmyk),
    "18-contents-tags": (test_booklet.test_contents_are_a_table_of_contents_with_the_numbers_inside_the_links,),
    "19-phone-extension": (test_profile.test_telephone_numbers_may_have_an_extension,),
    "hostile/01-emergency-number-reversed": (test_emergency.test_what_cannot_be_dialled_is_refused,),
    "hostile/08-template-infinite-loop": (test_limits.test_what_grows_without_end_is_stopped_at_its_line,),
    "hostile/09-template-memory": (test_limits.test_what_grows_without_end_is_stopped_at_its_line,),
    "hostile/11-template-random-and-clock": (test_limits.test_what_cannot_be_foreseen_is_refused,),
    "hostile/12-template-symlink-escape": (test_limits.test_includes_that_lead_out_by_a_link_are_refused,),
    "hostile/14-template-many-paragraphs": (test_limits.test_a_document_has_a_moderate_size,),
    "hostile/18-logo-png-bomb": (test_images.test_too_many_pixels_are_refused_before_they_are_decoded,),
    "hostile/19-logo-png-alpha-slow": (test_images.test_far_more_samples_than_are_printed_are_fewer,),
    "hostile/20-logo-link-loop": (test_profile.test_a_logo_that_is_no_file,),
    "hostile/21-bundle-form-recursion-abort": (
        test_drawn.test_what_cannot_stay_is_said,
        test_read.test_a_process_that_ends_early_is_told_of,
        test_limited.test_it_may_not_take_longer,
    ),
    "hostile/23-bundle-pdfium-errors": (
        test_drawn.test_what_is_no_pdf_is_refused,
        test_drawn.test_a_page_that_is_none_is_named,
    ),
    "hostile/25-fifo-and-dev-zero": (test_folders.test_pipes_and_devices_are_refused_before_they_are_read,),
    "hostile/26-out-replaces-device-and-fifo": (test_atomic.test_pipes_and_devices_are_written_to_as_they_are,),
    "hostile/27-out-symlink-replaced": (test_atomic.test_a_link_stays_and_what_it_leads_to_is_written,),
    "hostile/28-written-but-exit-6": (test_atomic.test_a_folder_that_may_be_written_and_not_read,),
    "hostile/29-half-written-set": (
        test_writing.test_pictures_of_pages_are_all_written_or_none,
        test_writing.test_a_product_and_its_instructions_are_both_written_or_none,
    ),
    "hostile/30-long-utf8-name": (test_atomic.test_a_name_of_as_many_bytes_as_the_system_takes,),
    "hostile/31-stdout-trouble": (
        test_streams.test_a_device_that_is_full_is_one_message,
        test_streams.test_standard_output_that_is_closed_is_one_message,
        test_streams.test_a_reader_that_has_gone_is_no_matter,
        test_streams.test_a_working_folder_that_is_gone_is_one_message,
    ),
    "hostile/36-manifest-hostile": (
        test_shared_folder.test_a_manifest_that_was_tampered_with_is_remade_and_not_believed,
    ),
    "hostile/37-sigint-traceback-jobs": (
        test_shared_folder.test_ctrl_c_ends_a_build_by_several_processes_with_one_message,
    ),
    "hostile/40-api-type-errors": (test_calls.test_a_wrong_type_is_told_as_what_it_is,),
}
"""Tests of the rooms that hold a report mended."""

_here: dict[str, list[Test]] = {}


def case(name: str) -> Callable[[Marked], Marked]:
    """Marks a test as that of a report."""

    def marked(test: Marked) -> Marked:
        _here.setdefault(name, []).append(test)
        return test

    return marked


def holding(name: str) -> list[Test]:
    """The tests that hold a report mended."""
    return [*ELSEWHERE.get(name, ()), *_here.get(name, ())]


def known() -> set[str]:
    """The reports that have tests."""
    return {*ELSEWHERE, *_here}
