"""Job files: many outputs made in one go, and only those that are not up to date."""

from soleprint.jobs.make import Done, Outcome, build, exit_code
from soleprint.jobs.model import Job, is_job, job_schema
from soleprint.jobs.plan import Task, plan

__all__ = ["Done", "Job", "Outcome", "Task", "build", "exit_code", "is_job", "job_schema", "plan"]
