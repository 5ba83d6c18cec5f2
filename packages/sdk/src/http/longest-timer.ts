/** The longest delay of a timer, in milliseconds, rounded: timers of 2³¹ and more fire at once. */
export const LONGEST_TIMER = 2e9;
