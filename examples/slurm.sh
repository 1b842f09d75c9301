#!/bin/sh
# Copies for a large table on a cluster with Slurm: sbatch examples/slurm.sh
# Each of the forty tasks makes its share of the rows into one shared folder; one that fails can be run again.
#SBATCH --job-name=letters
#SBATCH --array=1-40
#SBATCH --ntasks=1
#SBATCH --mem=1G
#SBATCH --time=00:30:00
set -eu
umask 077
soleprint merge letters.yaml people.csv --out /shared/letters --shard "$SLURM_ARRAY_TASK_ID/40"
