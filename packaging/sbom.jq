# Makes a list of parts (CycloneDX 1.5) of what `cargo metadata` says: every crate that is linked, the
# dictionary, and what the compiler links by itself: the standard library of Rust and the C library.
#   cargo metadata --format-version 1 … | jq --rawfile lock Cargo.lock --arg date DATE --arg rust VERSION --arg glibc VERSION -f packaging/sbom.jq

def purl: "pkg:cargo/\(.name)@\(.version)";
def licence: if .license then {licenses: [{expression: (.license | gsub(" */ *"; " OR "))}]} else {} end;

# Everything that can be reached from what is in the list, over edges that link.
def reached($needs): ([.[], (.[] | $needs[.][])] | unique) as $more
  | if ($more | length) == length then . else $more | reached($needs) end;

# The checksums of the registry, by name and version.
($lock | split("[[package]]\n") | map(select(test("checksum = "))
  | {key: (capture("name = \"(?<n>[^\"]+)\"\nversion = \"(?<v>[^\"]+)\"") | "\(.n) \(.v)"),
     value: capture("checksum = \"(?<sum>[0-9a-f]+)\"").sum}) | from_entries) as $sums
| (.packages | map({key: .id, value: .}) | from_entries) as $packages
# Macros run when tenken is built, and nothing of them is linked.
| def is_macro: any($packages[.].targets[]; .kind | index("proc-macro") != null);
  (.resolve.nodes
    | map({key: .id, value: [.deps[] | select(any(.dep_kinds[]; .kind == null)) | .pkg | select(is_macro | not)]})
    | from_entries) as $needs
| .resolve.root as $root
| ([$root] | reached($needs)) as $linked
| {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: {
      timestamp: $date,
      component: ($packages[$root] | {type: "application", "bom-ref": purl, name, version, purl: purl} + licence)
    },
    components: (
      [$linked[] | select(. != $root) | $packages[.]
        | {type: "library", "bom-ref": purl, name, version, purl: purl}
          + licence
          + ($sums["\(.name) \(.version)"] as $sum
            | if $sum then {hashes: [{alg: "SHA-256", content: $sum}]} else {} end)]
      + [{type: "data", "bom-ref": "mecab-ipadic", name: "mecab-ipadic", version: "2.7.0-20070801",
          licenses: [{license: {name: "IPADIC (index/dictionary/COPYING)"}}]},
         {type: "library", "bom-ref": "rust-std", name: "rust-std", version: $rust,
          licenses: [{expression: "MIT OR Apache-2.0"}]},
         {type: "library", "bom-ref": "glibc", name: "glibc", version: $glibc,
          licenses: [{expression: "LGPL-2.1-or-later"}]}]
      | sort_by(.name, .version)),
    dependencies: [$linked[] | {ref: ($packages[.] | purl), dependsOn: [$needs[.][] | $packages[.] | purl] | unique}]
  }
