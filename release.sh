#!/usr/bin/env bash
# Builds what is given away into dist/: one static binary for Linux on x86-64, an archive with manual, completions and
# licences, a package for Debian and its kin, a list of parts (SBOM) and checksums; then checks it.
#
#   ./release.sh           builds and checks
#   ./release.sh --check   checks what stands in dist/
#
# Needs, besides cargo of Rust 1.90 or newer (which links with LLD): a C compiler to call it, with the static C library
# (Debian 12 or newer: gcc, libc6-dev), ar and readelf (binutils), GNU tar, xz, gzip and jq. The same sources, compiler and
# tools make the same bytes.
set -euo pipefail
cd "$(dirname "$0")"
umask 022
export LC_ALL=C

readonly TARGET=x86_64-unknown-linux-gnu
# What has been promised, in bytes.
readonly BINARY_MAX=38000000 ARCHIVE_MAX=11000000

die() {
  echo "release.sh: $*" >&2
  exit 1
}

for tool in cargo ar readelf tar xz gzip jq sha256sum md5sum; do
  command -v "$tool" >/dev/null || die "$tool is missing"
done

version=$(sed -n '/^\[workspace.package\]/,/^$/s/^version = "\(.*\)"/\1/p' Cargo.toml)
name=tenken-$version-x86_64-linux
target_folder=$(cargo metadata --format-version 1 --no-deps | jq -r .target_directory)
binary=$target_folder/$TARGET/release/tenken
crates=${CARGO_HOME:-$HOME/.cargo}
toolchain=$(rustc --print sysroot)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date -d "$(cat data/DATE)" +%s)}
export SOURCE_DATE_EPOCH
# Folders of this machine that must not be in the binary.
readonly folders=("$PWD" "$target_folder" "$crates" "$toolchain" "$HOME")

build() {
  # Of two folders that fit, the later one is used.
  local flags=(
    # SSE3 is in every such machine since 2005, and in the plainest one that virtual machines offer: 450 KB of code for others
    # are left out.
    -C target-feature=+crt-static,+sse3
    # Randomness by the system's call: a static program would look for devices, which an empty root does not have.
    --cfg 'getrandom_backend="linux_getrandom"'
    "--remap-path-prefix=$HOME=/home"
    "--remap-path-prefix=$target_folder=/target"
    "--remap-path-prefix=$PWD=/tenken"
    "--remap-path-prefix=$crates/registry/src=/crates"
    "--remap-path-prefix=$toolchain/lib/rustlib/src/rust=/rust"
  )
  # Where addresses stand takes 450 KB as a list and 20 KB packed. glibc unpacks it in the program itself, from 2.36 on.
  # Functions of the same code share it, 180 KB.
  CARGO_ENCODED_RUSTFLAGS=$(IFS=$'\x1f' && echo "${flags[*]}") \
    cargo rustc --locked --release --bin tenken --target "$TARGET" -- \
    -C link-arg=-Wl,-z,pack-relative-relocs -C link-arg=-Wl,--icf=all
}

# Packs what stands below a folder, the same bytes every time. `--x86` knows jumps in code, which saves 2 % and which every xz
# since 2009 unpacks; most numbers of the dictionary are two bytes wide (lp), and code goes best with four (pb).
packed() {
  tar --create --directory "$1" --sort=name --format=gnu --owner=0 --group=0 --numeric-owner \
    --mtime="@$SOURCE_DATE_EPOCH" -- "${@:2}" | xz --x86 --lzma2=preset=9e,lc=2,lp=1,pb=2 --threads=1
}

# What the archive holds; the package for Debian takes the same files. What is new is told by the repository, and by that
# package, where Debian looks for it.
stage() {
  local to=$1
  install -D -m 755 "$binary" "$to/tenken"
  install -m 644 README.md README.en.md LICENSE-MIT LICENSE-APACHE "$to"
  install -d "$to/man" "$to/completions"
  "$binary" man >"$to/man/tenken.1"
  "$binary" completions bash >"$to/completions/tenken.bash"
  "$binary" completions zsh >"$to/completions/_tenken"
  "$binary" completions fish >"$to/completions/tenken.fish"
  "$binary" completions powershell >"$to/completions/_tenken.ps1"
  "$binary" licences >"$to/LICENSES-THIRD-PARTY.txt"
}

# Makes the package by hand: ar and tar are everywhere, and dpkg need not be.
debian() {
  local from=$1 work=$2 to=$3
  local share=$work/data/usr/share doc=$work/data/usr/share/doc/tenken
  install -D -m 755 "$from/tenken" "$work/data/usr/bin/tenken"
  install -D -m 644 "$from/completions/tenken.bash" "$share/bash-completion/completions/tenken"
  install -D -m 644 "$from/completions/_tenken" "$share/zsh/vendor-completions/_tenken"
  install -D -m 644 "$from/completions/tenken.fish" "$share/fish/vendor_completions.d/tenken.fish"
  install -D -m 644 "$from/man/tenken.1" "$share/man/man1/tenken.1"
  install -D -m 644 packaging/lintian-overrides "$share/lintian/overrides/tenken"
  install -D -m 644 -t "$doc" README.md README.en.md
  gzip -9n "$share/man/man1/tenken.1"
  gzip -9nc CHANGELOG.md >"$doc/changelog.gz"
  { cat packaging/copyright && cat LICENSE-MIT LICENSE-APACHE "$from/LICENSES-THIRD-PARTY.txt"; } >"$doc/copyright"
  mkdir "$work/control"
  sed -e "s/@VERSION@/$version/" -e "s/@SIZE@/$(du -sk --apparent-size "$work/data" | cut -f 1)/" \
    packaging/control >"$work/control/control"
  (cd "$work/data" && find . -type f -printf '%P\0' | sort -z | xargs -0 md5sum) >"$work/control/md5sums"
  echo 2.0 >"$work/debian-binary"
  packed "$work/control" . >"$work/control.tar.xz"
  packed "$work/data" . >"$work/data.tar.xz"
  # D: without times and owners.
  (cd "$work" && ar rcD package.deb debian-binary control.tar.xz data.tar.xz)
  install -m 644 "$work/package.deb" "$to"
}

sbom() {
  local rust glibc
  rust=$(rustc --version | cut -d ' ' -f 2)
  glibc=$(getconf GNU_LIBC_VERSION | cut -d ' ' -f 2)
  cargo metadata --locked --format-version 1 --filter-platform "$TARGET" |
    jq --arg rust "$rust" --arg glibc "$glibc" --rawfile linked licences/linked.txt --rawfile lock Cargo.lock --arg date "$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)" -f packaging/sbom.jq
}

assemble() {
  local work
  work=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf '$work'" EXIT
  stage "$work/$name"
  rm -rf dist
  mkdir dist
  install -m 755 "$binary" dist/tenken
  packed "$work" "$name" >"dist/$name.tar.xz"
  debian "$work/$name" "$work/debian" "dist/tenken_${version}_amd64.deb"
  sbom >"dist/$name.cdx.json"
  (cd dist && sha256sum -- *) >"$work/sums"
  install -m 644 "$work/sums" dist/SHA256SUMS
}

at_most() {
  local size
  size=$(stat -c %s "$1")
  echo "$1: $size bytes, at most $2"
  [ "$size" -le "$2" ] || die "$1 is too large"
}

check() {
  (cd dist && sha256sum --check --quiet SHA256SUMS) || die "dist/ is not what was built"
  at_most dist/tenken "$BINARY_MAX"
  at_most "dist/$name.tar.xz" "$ARCHIVE_MAX"
  ! readelf --program-headers dist/tenken | grep -q INTERP || die "the binary is not static"
  local folder
  for folder in "${folders[@]}"; do
    ! grep --text --quiet --fixed-strings -e "$folder/" dist/tenken || die "$folder of this machine is in the binary"
  done
  jq --exit-status '.components | length > 100 and all(.name and .version)' "dist/$name.cdx.json" >/dev/null ||
    die "the list of parts is not whole"
  # Every command and the screen, with nothing around the binary.
  TENKEN_BINARY=$PWD/dist/tenken cargo test --locked --test all -- --nocapture empty_root
  echo "dist/ is sound"
}

case "${1-}" in
'')
  build
  assemble
  check
  ;;
--check) check ;;
*) die "usage: ./release.sh [--check]" ;;
esac
