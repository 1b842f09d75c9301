"""A clinic's profile: its name, logo, colours, numbers and dates, checked and ready to print."""

from soleprint.profile.load import Clinic, load_profile, profile_schema
from soleprint.profile.logo import Artwork, logo
from soleprint.profile.model import Profile
from soleprint.profile.qr import qr

__all__ = ["Artwork", "Clinic", "Profile", "load_profile", "logo", "profile_schema", "qr"]
