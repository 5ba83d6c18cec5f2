/** Returns the help of the sandbox's command, as a person writes it for `serve`. */
export const helpOf = (usage: string) => `Serves FirstHandAPI's sandbox over HTTP.

  ${usage} [options]

The server
  --port <number>             port to listen on; default 4010, 0 for any free port
  --host <address>            address to listen on; default 127.0.0.1
  --public-url <url>          URL under which clients reach the server; default: its address and port
  --control-token <token>     token that controls require; default: a random one
  --allow-control-from <list> addresses, ranges or host names, separated by commas, from which controls are
                              accepted in addition to this machine, or *
  --cors                      let pages of any origin call the API
  --no-keep-alive             close the connection after each response

The default world
  --api-key <key>             an additional key
  --seed <number>             determines ids; default 1
  --now <time>                time when it begins, ISO 8601 with an offset or Z; default: the machine's
  --clock <mode>              manual, auto, system or real; default real
  --speed <number>            seconds of the real clock per real second; default 1
  --credits <cents>           credits of the account in US cents; default 250
  --tier <tier>               free, standard or enterprise; default enterprise
  --snapshot <file>           begin in the state of a snapshot, as GET /_sandbox/worlds/default/snapshot returns it
  --log-limit <entries>       number of entries that the log keeps; default 10000

Webhooks
  --forward-to <url>          deliver all events of the default world's test environment to a URL
  --webhook-secret <secret>   secret that signs them, whsec_…; default: a generated one
  --allow-remote-targets      deliver to other hosts than this machine, over http too
  --skip-verify               do not verify certificates of receivers

  --help                      print this text
  --version                   print the version
`;
