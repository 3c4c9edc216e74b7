#!/usr/bin/env bash
# Becomes the systemd of a small machine over this machine's files; what it writes stays in memory.
# Run by booted.py in new namespaces of every kind. FOLDER appears there as /run/checkout.
#   boot_systemd.sh FOLDER
set -euo pipefail
folder="$1"
memory=$(mktemp -d)
mount --make-rprivate /
mount -t tmpfs tmpfs "$memory"
mkdir "$memory/upper" "$memory/work" "$memory/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$memory/upper,workdir=$memory/work" "$memory/root"
cd "$memory/root"
mount -t proc proc proc
mount --rbind /dev dev
mount --rbind /sys sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs tmpfs tmp
mount -t tmpfs tmpfs run
mkdir -p run/checkout run/before run/systemd/system
mount --bind "$folder" run/checkout
cat > run/systemd/system/test.target <<'UNIT'
[Unit]
Description=What a test needs
Requires=basic.target
After=basic.target
UNIT
pivot_root . run/before
umount -l /run/before
# As outside a container: systemd mounts a unit's credentials from the unit's process.
mount --make-rshared /
exec env -i container=test PATH=/usr/sbin:/usr/bin:/sbin:/bin \
  /lib/systemd/systemd --system --unit=test.target --show-status=no
