/** A shell for which there is completion. */
export type Shell = 'bash' | 'zsh' | 'fish';

/** Each asks the program itself for candidates, so that none of them knows a command. */
export const completionScripts: Readonly<Record<Shell, string>> = {
  bash: `# firsthand completion for bash: eval "$(firsthand completion bash)"
_firsthand() {
  local line="\${COMP_LINE:0:COMP_POINT}" candidate words current prefix
  read -ra words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=('')
  current="\${words[\${#words[@]}-1]}"
  COMPREPLY=()
  # Bash completes only what follows a colon.
  prefix=''
  [[ $COMP_WORDBREAKS == *:* ]] && prefix="\${current%"\${current##*:}"}"
  while IFS=$'\\t' read -r candidate _; do
    [[ -n $candidate ]] && COMPREPLY+=("\${candidate#"$prefix"}")
  done < <(firsthand __complete -- "\${words[@]:1}" 2>/dev/null)
}
complete -o default -F _firsthand firsthand
`,
  zsh: `#compdef firsthand
# firsthand completion for zsh: eval "$(firsthand completion zsh)", after compinit
_firsthand() {
  local line value
  local -a candidates
  while IFS= read -r line; do
    value="\${line%%$'\\t'*}"
    [[ -n $value ]] && candidates+=("\${value//:/\\\\:}:\${line#*$'\\t'}")
  done < <(firsthand __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#candidates} )); then _describe firsthand candidates; else _files; fi
}
compdef _firsthand firsthand
`,
  fish: `# firsthand completion for fish: firsthand completion fish | source
function __firsthand_complete
  set -l words (commandline -opc)
  set -e words[1]
  firsthand __complete -- $words (commandline -ct) 2>/dev/null
end
complete -c firsthand -f -a '(__firsthand_complete)'
complete -c firsthand -l to -r -F
complete -c firsthand -l data -r -F
`,
};
