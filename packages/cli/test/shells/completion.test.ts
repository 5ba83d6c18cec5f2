import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROGRAM, temporaryFolder } from '../built-program.ts';

/** A line as it is typed, and what completion makes of it: the whole line, or the candidates. */
const LINES: readonly { readonly typed: string; readonly candidates: readonly string[] }[] = [
  { typed: 'firsthand jobs cr', candidates: ['create'] },
  { typed: 'firsthand jobs create --files-n', candidates: ['--files-needed'] },
  { typed: 'firsthand jobs list --status com', candidates: ['completed'] },
  { typed: 'firsthand billing ', candidates: ['credits', 'transactions'] },
  { typed: 'firsthand trigger job.c', candidates: ['job.cancelled', 'job.completed'] },
  { typed: 'firsthand api-keys create --scopes webhooks:w', candidates: ['webhooks:write'] },
];

function isInstalled(shell: string): boolean {
  const isThere = spawnSync(shell, ['-c', 'true']).status === 0;
  if (isThere) return true;
  if (process.env.REQUIRE_SHELLS === '1')
    throw new Error(`${shell} is not installed, and REQUIRE_SHELLS is 1`);
  console.warn(`\n!!! SKIPPED: ${shell} is not installed, so its completion was not tested.\n`);
  return false;
}

/** Runs a script of a shell in which `firsthand` is the built program. */
function runIn(shell: string, parameters: readonly string[], input = ''): string {
  const home = temporaryFolder();
  symlinkSync(PROGRAM, join(home, 'firsthand'));
  const { stdout, stderr, status } = spawnSync(shell, parameters, {
    input,
    encoding: 'utf8',
    timeout: 50_000,
    env: {
      HOME: home,
      PATH: [home, dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
      TERM: 'dumb',
    },
  });
  if (status !== 0) throw new Error(`${shell} ended with ${status}: ${stderr}`);
  return stdout;
}

describe.runIf(isInstalled('bash'))('bash', () => {
  const SCRIPT = `
    eval "$(firsthand completion bash)"
    COMP_LINE="$1" COMP_POINT=\${#1}
    _firsthand
    printf '%s\\n' "\${COMPREPLY[@]}"
  `;
  test.each(LINES)('completes "$typed"', ({ typed, candidates }) => {
    const out = runIn('bash', ['--norc', '-c', SCRIPT, 'bash', typed]);
    // What is before a colon stays on the line.
    const expected = typed.includes(':')
      ? candidates.map((text) => text.split(':')[1])
      : candidates;
    expect(out.trim().split('\n').toSorted()).toEqual(expected);
  });
});

describe.runIf(isInstalled('fish'))('fish', () => {
  const SCRIPT = 'firsthand completion fish | source; complete -C $argv[1]';
  test.each(LINES)('completes "$typed"', ({ typed, candidates }) => {
    const out = runIn('fish', ['--no-config', '-c', SCRIPT, typed]);
    const found = out
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[0]);
    expect(found.toSorted()).toEqual(candidates);
  });
});

describe.runIf(isInstalled('zsh'))('zsh', () => {
  /** Types the line into an interactive shell, presses Tab, and prints the line that is then there. */
  const SCRIPT = `
    zmodload zsh/zpty
    zpty shell zsh -f -i
    zpty -w shell "PS1= PS2=; unsetopt beep; setopt auto_menu; autoload -Uz compinit; compinit -u -D"
    zpty -w shell 'eval "$(firsthand completion zsh)"'
    zpty -w shell 'show() { print -r -- "LINE""[$BUFFER]" }; zle -N show; bindkey "^T" show; print READ""Y'
    zpty -r shell output '*READY*'
    zpty -wn shell "$1"$'\\t\\x14'
    zpty -r shell output '*LINE\\[*\\]*'
    print -r -- "$output"
    zpty -d shell
  `;
  const single = LINES.filter(({ candidates }) => candidates.length === 1);
  test.each(single)('completes "$typed"', ({ typed, candidates: [candidate = ''] }) => {
    const out = runIn('zsh', ['-f', '-c', SCRIPT, 'zsh', typed]);
    const [, line = ''] = /LINE\[([^\]]*)\]/.exec(out) ?? [];
    const start = typed.slice(0, typed.lastIndexOf(' ') + 1);
    expect(line.trimEnd()).toBe(start + candidate);
  });
});
