using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>The plan as far as it is known: one skill per outcome at one service.</summary>
internal static class PlanSketches
{
    private static readonly string[] Receives = ["slack"];

    public static PlanSketch Of(Wish wish, BuilderWorld world)
    {
        var when = wish.When is { } said ? WhenWords.Sentence(said, world.Now) : "";
        var steps = new List<PlanStep>();
        if (wish.Services.Count == 0 || (wish.File is not null && wish.From is null && wish.To is null))
        {
            if (wish.File is null && wish.Goal.Length == 0)
            {
                return new([], when);
            }

            steps.Add(new("files", "files", SkillComposer.Description(wish), 1, [], null));
        }
        else
        {
            steps.AddRange(wish.Services.Where(service => !Receives.Contains(service)).Select(service => new PlanStep(service, service,
                $"Read from {ServiceNames.Title(service)}", 1, [], null)));
            var sources = steps.Select(step => step.Key).ToList();
            steps.AddRange(wish.Services.Where(Receives.Contains)
                .Select(service => new PlanStep(service, service, $"Post to {ServiceNames.Title(service)}", sources.Count > 0 ? 2 : 1,
                    sources, null)));
        }

        return new(steps, when);
    }
}
