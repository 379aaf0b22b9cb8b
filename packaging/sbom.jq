# Makes a list of parts (CycloneDX 1.5) of what `licences/linked.txt` lists, with what `cargo metadata` says of it: every crate that
# is linked, the dictionary, and what the compiler links by itself: the standard library of Rust and the C library.
#   cargo metadata --format-version 1 … | jq --rawfile linked licences/linked.txt --rawfile lock Cargo.lock --arg date DATE --arg rust VERSION --arg glibc VERSION -f packaging/sbom.jq

def purl: "pkg:cargo/\(.name)@\(.version)";
def licence: if .license then {licenses: [{expression: (.license | gsub(" */ *"; " OR "))}]} else {} end;

# The crates that are linked, by name and version: one list, which a test holds to what cargo links. The texts stand behind it.
($linked | split("\n@@") | .[0] | split("\n") | map(split("\t") | {key: "\(.[0]) \(.[1])", value: true}) | from_entries) as $listed
# The checksums of the registry, by name and version.
| ($lock | split("[[package]]\n") | map(select(test("checksum = "))
  | {key: (capture("name = \"(?<n>[^\"]+)\"\nversion = \"(?<v>[^\"]+)\"") | "\(.n) \(.v)"),
     value: capture("checksum = \"(?<sum>[0-9a-f]+)\"").sum}) | from_entries) as $sums
# Our own packages have no source.
| (.packages | map(select(.source == null or $listed["\(.name) \(.version)"])) | map({key: .id, value: .}) | from_entries) as $packages
| (.resolve.nodes
    | map({key: .id, value: [.deps[] | select(any(.dep_kinds[]; .kind == null)) | .pkg | select($packages[.])]})
    | from_entries) as $needs
| .resolve.root as $root
| ($packages | keys) as $parts
| {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: {
      timestamp: $date,
      component: ($packages[$root] | {type: "application", "bom-ref": purl, name, version, purl: purl} + licence)
    },
    components: (
      [$parts[] | select(. != $root) | $packages[.]
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
    dependencies: [$parts[] | {ref: ($packages[.] | purl), dependsOn: [$needs[.][] | $packages[.] | purl] | unique}]
  }
