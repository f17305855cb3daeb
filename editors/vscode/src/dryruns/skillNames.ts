import type { Agent } from '../platform/wire.ts';

/** A skill is called like its folder. */
export function skillNameOf(path: string): string {
  return path.split('/').at(-2) ?? '';
}

/** The agents that use one of these skills, each with the first of them. */
export function agentsUsing(agents: Agent[], skills: Iterable<string>): { agent: Agent; skill: string }[] {
  const here = new Set(skills);
  return agents
    .filter((agent) => agent.status !== 'archived')
    .flatMap((agent) => {
      const skill = agent.skills.find((name) => here.has(name));
      return skill === undefined ? [] : [{ agent, skill }];
    });
}
