namespace OmniForge.Skills.Linting;

/// <summary>Skills that call each other in a circle (OF8007).</summary>
internal static class CallCircles
{
    public static void Check(List<SkillSetMember> skills)
    {
        // In one layer the first one of a name wins; calls are followed inside a layer and into those it hides.
        var byName = skills.ToLookup(member => member.Skill.Name, StringComparer.Ordinal);
        var calls = new Dictionary<SkillSetMember, List<(SkillSetMember Called, TextSpan Span)>>();
        foreach (var member in skills)
        {
            if (member.Context.Judges("OF8007"))
            {
                var found = SkillCalls.In(member.Context, name => name.Length > 0 && byName.Contains(name))
                    .Select(call => (Called: Target(member, byName[call.Name]), call.Span))
                    .Where(call => call.Called is not null)
                    .Select(call => (call.Called!, call.Span))
                    .ToList();
                if (found.Count > 0)
                {
                    calls[member] = found;
                }
            }
        }

        var done = new HashSet<SkillSetMember>();
        foreach (var start in skills.Where(calls.ContainsKey))
        {
            Walk(start, calls, done);
        }
    }

    private static SkillSetMember? Target(SkillSetMember from, IEnumerable<SkillSetMember> named)
        => named.Where(other => other.Skill.Layer.Place == from.Skill.Layer.Place).MaxBy(other => other.Skill.Document.Priority)
        ?? named.Where(other => from.Skill.Layer.Hides(other.Skill.Layer)).MaxBy(other => other.Skill.Layer.Rank);

    // Depth first without recursion; a call back into the path that is being walked closes a circle.
    private static void Walk(SkillSetMember start, Dictionary<SkillSetMember, List<(SkillSetMember Called, TextSpan Span)>> calls, HashSet<SkillSetMember> done)
    {
        var path = new List<(SkillSetMember Member, int Next)>();
        var places = new Dictionary<SkillSetMember, int>();
        Enter(start);
        while (path.Count > 0)
        {
            var (member, next) = path[^1];
            if (!calls.TryGetValue(member, out var called) || next >= called.Count)
            {
                path.RemoveAt(path.Count - 1);
                places.Remove(member);
                continue;
            }

            path[^1] = (member, next + 1);
            if (places.TryGetValue(called[next].Called, out var first))
            {
                var chain = path.Skip(first).Select(step => step.Member.Skill.Name).Append(called[next].Called.Skill.Name);
                member.Context.Report("OF8007", called[next].Span,
                    $"These skills call each other in a circle: {string.Join(" → ", chain)}. A skill that is at work already is refused, so the last call "
                        + "fails. Let one of them do its part itself.");
            }
            else
            {
                Enter(called[next].Called);
            }
        }

        void Enter(SkillSetMember member)
        {
            if (done.Add(member))
            {
                places[member] = path.Count;
                path.Add((member, 0));
            }
        }
    }
}
