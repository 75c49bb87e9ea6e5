/** Whether something with a first and a last day is valid on that day. */
export const runsOn = (
  {
    starts,
    ends,
    paused,
  }: { starts?: string | undefined; ends?: string | undefined; paused?: boolean | undefined },
  day: string,
): boolean => !paused && (!starts || starts <= day) && (!ends || day <= ends);
