using OmniForge.Agents.Building;
using OmniForge.Agents.Running;
using OmniForge.Skills;

namespace OmniForge.Agents.Tests.Building;

/// <summary>What a server keeps of an agent: the texts of its skills and how they follow one another.</summary>
internal sealed record StoredAgent
{
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<SkillUse> Uses { get; init; } = [];

    public IReadOnlyList<string> Granted { get; init; } = [];

    public StoredAgent After(ProposalDraft proposal)
    {
        var texts = new Dictionary<string, string>(Texts);
        foreach (var change in proposal.Changes)
        {
            switch (change)
            {
                case CreateSkill create:
                    Assert.DoesNotContain(create.Name, texts.Keys);
                    texts[create.Name] = create.Text;
                    break;
                case EditSkill edit:
                    Assert.Contains(edit.Name, texts.Keys);
                    texts[edit.Name] = edit.Text;
                    break;
                case DeleteSkill delete:
                    Assert.True(texts.Remove(delete.Name));
                    break;
            }
        }

        var update = proposal.Changes.OfType<UpdateAgent>().LastOrDefault();
        var uses = update is null ? Uses : update.Steps.Count > 0 ? update.Steps
            : [.. update.Skills.Select((name, at) => new SkillUse(name, name, at + 1, ""))];
        Assert.Equal(texts.Keys.Order(), uses.Select(use => use.Name).Order());
        return new() { Texts = texts, Uses = uses, Granted = update?.GrantedTools ?? Granted };
    }

    public AgentPlan Plan() => new()
    {
        AgentId = "a1",
        Name = "Reporter",
        Skills = [.. Uses.Select(use => new PlannedSkill
        {
            Key = use.Key,
            Name = SkillDocument.Parse(Texts[use.Name]).Name!,
            Order = use.Order,
            Text = Texts[use.Name],
            Digest = "d",
            Condition = use.Condition.Length > 0 ? use.Condition : null,
            Inputs = use.Inputs.ToDictionary(input => input.Field, input => input.Path),
        })],
        GrantedTools = [.. Granted],
    };
}
