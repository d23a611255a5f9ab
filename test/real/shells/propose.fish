# What fish proposes at the end of each line: fish --no-config propose.fish FOLDER SCRIPT LINE...; each line, and below it the proposals after a tab.
set fish_function_path $argv[1]/usr/share/fish/functions
source $argv[2]
for line in $argv[3..]
    echo $line
    for proposed in (complete -C $line)
        printf '\t%s\n' (string split -f1 \t -- $proposed)
    end
end
