"""A clinic's profile: its name, logo, colours, numbers and dates, checked and ready to print."""

from soleprint.clinic.load import Clinic, load_profile, profile_schema
from soleprint.clinic.logo.draw import Artwork, logo
from soleprint.clinic.profile import Profile
from soleprint.clinic.qr import qr

__all__ = ["Artwork", "Clinic", "Profile", "load_profile", "logo", "profile_schema", "qr"]
