# tenken の補完。~/.config/fish/completions/tenken.fish に置いてください:
#   tenken completions fish > ~/.config/fish/completions/tenken.fish
function __tenken_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    for line in ($program __complete fish --word="$word" -- $words 2>/dev/null)
        switch $line
            case \tfiles \tfolders
                # `--out=` の後だけがファイルの名前です。
                set -l head (string match -r -- '^--[^=]*=' $word)
                set -l typed (string replace -r -- '^--[^=]*=' '' $word)
                set -l complete __fish_complete_path
                string match -q '*folders' -- $line; and set complete __fish_complete_directories
                for path in ($complete "$typed")
                    echo -- "$head$path"
                end
            case \tmore
                # fish は、点で終わる候補のあとに空白を入れません。
            case '*'
                echo -- $line
        end
    end
end
complete -c tenken -e
complete -c tenken -k -f -a '(__tenken_complete)'
