#!/bin/sh
# One stage of a plan as a job array: SLURM_ARRAY_TASK_ID is the shard. Not run by our CI.
#
#   billshock shard plan city@L2 --shards 8 -d dual-cap -o "$HOME/plan"
#   after=
#   for stage in live count place score draw coin; do
#     id=$(sbatch --parsable $after --export="ALL,PLAN=$HOME/plan,STAGE=$stage" slurm-array.sh)
#     after=--dependency=afterok:$id
#   done
#   sbatch $after --wrap "billshock shard merge $HOME/plan -o $HOME/run"
#
#SBATCH --job-name=billshock
#SBATCH --array=0-7
#SBATCH --cpus-per-task=1
#SBATCH --mem=2G
#SBATCH --requeue
set -eu
exec billshock shard run "$PLAN" --stage "$STAGE" -q
