#compdef tenken
# tenken の補完。~/.zshrc の compinit のあとに `source <(tenken completions zsh)` と書くか、
# このファイルを fpath のフォルダーに _tenken という名前で置いてください。
_tenken() {
  local line program tab=$'\t'
  local -a before values texts ends
  program="${(Q)words[1]/#\~/$HOME}"
  before=("${(@Q)words[2,CURRENT-1]}")
  while IFS= read -r line; do
    case $line in
      "${tab}files"|"${tab}folders")
        # `--out=` の後だけがファイルの名前です。
        if [[ "$PREFIX" == --*=* ]]; then
          IPREFIX+="${PREFIX%%=*}="
          PREFIX="${PREFIX#*=}"
        fi
        if [[ "$line" == *folders ]]; then _files -/; else _files; fi
        return ;;
      "${tab}more") ends=(-S '') ;;
      *$tab*) values+=("${line%%$tab*}"); texts+=("${line%%$tab*}  -- ${line#*$tab}") ;;
      *) values+=("$line"); texts+=("$line") ;;
    esac
  done < <("$program" __complete zsh --word="${(Q)PREFIX}" -- "${before[@]}" 2>/dev/null)
  (( $#values )) && compadd -l -d texts "${ends[@]}" -- "${values[@]}"
}
if [[ "${funcstack[1]}" == _tenken ]]; then
  _tenken "$@"
else
  compdef _tenken tenken
fi
