/** The privacy policy of people who work. What changes in it needs a new version, which everybody agrees to again. */
export const PRIVACY = `
This is what FirstHandAPI keeps of people who make files, what for, and for how long. We sell none of it and show no advertising.

## What we keep

- **Your e-mail address,** to sign in, and to tell you about your files and money: until you erase the account.
- **That you are 18 or older, and what you agreed to when,** because the law requires it: until you erase the account.
- **Your language and region, if you state them,** for mails in your language, and because buyers see the region of approved files:
  until you erase the account.
- **The devices that are signed in, with their names and last use,** so that you can see and end them: until their session ends.
- **Your passkeys, if you make any: a public key and a name,** to sign in without a code: until you remove them.
- **Your files, and previews of them,** to rate them, and for the buyer if they are approved: 90 days after the job ends.
- **Where a file was made, to about 100 metres, if the job has an area,** to check that area: as long as the file.
- **What your device says about a file: how and when it was captured, model and system,** to rate it: as long as the file.
- **Ratings, reasons and appeals,** to pay you and to answer you: as long as the file.
- **Strikes and trust,** to give you jobs: until you erase the account.
- **What you earned and were paid,** because accounting and tax law require it: 7 years.
- **What was done in your account, from which network address,** to find misuse: 1 year.
- **Requests to our servers, under an identifier that is forgotten each day,** to keep the service up: 1 year.

We keep no date of birth, no password, no bank details and no position while you make nothing.

## Who sees it

- **Buyers** see approved files with their ratings and your region. They learn neither your name nor your address, nor where you are.
- **People who review** see files that programs could not judge, and appeals.
- **Services that rate files for us**, where this service uses them: Anthropic for pictures and texts, OpenAI for speech. They get the file and
  the job's question, never who you are.
- **A payment service**, which pays you, gets what it needs for that from you.
- **Authorities**, when the law requires it.

Faces in a file may be counted, never identified.

## What is decided by programs

Programs rate files and compute your trust, by what the app shows you. What ends your work is decided by a person: a suspension, and each appeal.

## What is on your device

One cookie, which keeps you signed in and which scripts cannot read. The app keeps files that are not sent yet, the last lists that you saw
and your account, until you sign out. There is nothing else, and nothing of anyone else.

## How it is protected

What describes you is encrypted at rest under a key of your own, and on its way to us by TLS. Erasing your account destroys that key.

## Your rights

- **To know and to take with you:** Account, "Export my data" gives you everything that we hold on you.
- **To correct:** language and region in the account; anything else, write to us.
- **To erase:** Account, "Erase my account". Approved files stay with their buyers for their time, without your region, device and place; what you
  earned stays in the books for 7 years, under a number that leads to nobody. Everything else is deleted.
- **To object and to complain:** write to us, or to the data protection authority of your country.

Write to privacy@firsthandapi.com. We answer within 30 days.
`;
