/** The terms of people who work. What changes in it needs a new version, which everybody agrees to again. */
export const TERMS = `
These terms are between you, who make files, and FirstHandAPI, which passes them on to the buyers of jobs and pays you. They are
short so that you can read them.

## Who can work

- You are 18 or older. We ask once and keep only your answer.
- The account is yours alone. You sign in with your e-mail address; there is no password to share or to lose.

## What you do

- A job says what to make, what it pays for a file and until when. You see the price before you accept, and it does not change.
- When you accept, places are kept for you for 30 minutes, and once more for as long if you ask. You can give them back at any time,
  without a reason and without a disadvantage.
- You make every file yourself, for this job. You do not send what others made, what a program generated, or the same file twice.
- You photograph, film and record only what you may. You do not break a law for a job, put yourself in danger, record people in secret, or
  show identity papers, payment cards or undressed people. A job that asks for that is against our rules: leave it and tell us.

## How files are rated

- Programs rate each file from 1 to 5 stars, by what the job asked for. Every rejection has a reason in words.
- With 2 stars or more, but fewer than the job requires, you can try once more. With 1 star there is no second try, and it counts as a strike.
- You can appeal a rejection once within 7 days. A person looks at it and answers within 7 days. If you were right, you are paid and the
  strike is removed, even when the job is long over.
- How many jobs you can have at a time depends on your trust, which the app shows with its parts. No program suspends you: a person decides that
  and tells you why.

## What you earn

- For each approved file you get the amount that the job showed. It is pending for 72 hours and then yours to withdraw, from $5 on.
- What you have earned is never forfeited: not when you leave, and not when you are suspended. Then we pay out all of it, however little.
- Jobs marked as tests pay nothing and say so.
- You are not our employee. Taxes on what you earn are yours to pay.

## What happens to your files

- With an approved file, the buyer gets the right to use it for every purpose, for ever and worldwide, and to let others use it. It is
  paid for with the amount that you got.
- A file that is not approved stays yours. The buyer sees at most a small preview of a picture, and nothing of sound and video.

## Ending it

- You can erase your account at any time, in the app. What you have accepted is given back, and what you have earned is paid.
- We may end an account that breaks these terms. A person decides, tells you why, and reads your answer.
- If these terms change, you are asked again before your next job. What you have done until then stays under the terms that you agreed to.

## Liability

We are liable for what we cause on purpose or by gross negligence, and wherever the law says that we have to be. We do not promise that
there is always a job near you, or that the service is always up.
`;
