# tenken の補完。~/.bashrc に `source <(tenken completions bash)` と書くか、このファイルを
# ~/.local/share/bash-completion/completions/tenken に置いてください。
_tenken() {
    local line tab=$'\t'
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            "${tab}files") compopt -o default 2>/dev/null ;;
            "${tab}folders") compopt -o dirnames 2>/dev/null ;;
            "${tab}more") compopt -o nospace 2>/dev/null ;;
            *) COMPREPLY+=("${line%%"$tab"*}") ;;
        esac
    done < <("${COMP_WORDS[0]/#\~/$HOME}" __complete bash --word="${COMP_WORDS[COMP_CWORD]}" \
        -- "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)
}
complete -F _tenken tenken
