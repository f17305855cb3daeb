using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>What was found about one state of an agent.</summary>
internal sealed record AgentCheck(IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<ReadinessItem> Readiness)
{
    /// <summary>May become a version.</summary>
    public bool Publishable => Readiness.All(item => item.Met || !AgentReadiness.ToPublish.Contains(item.Key));

    /// <summary>May be switched on.</summary>
    public bool Ready => Readiness.All(item => item.Met);

    /// <summary>The first unmet item a version needs.</summary>
    public ReadinessItem? Obstacle => Readiness.FirstOrDefault(item => !item.Met && AgentReadiness.ToPublish.Contains(item.Key));

    /// <summary>Refuses content that cannot become a version, naming places in skills.</summary>
    /// <param name="reason">SKILL_INVALID for what a request brought, DRAFT_INVALID for a draft.</param>
    public void DemandSound(string reason)
    {
        if (Obstacle is not { } obstacle)
        {
            return;
        }

        var refusal = reason == "DRAFT_INVALID" ? Refusal.WrongStatus : Refusal.Invalid;
        var refused = new DomainException(refusal, reason, $"This cannot be published yet. {obstacle.Fix}").With("missing", obstacle.Key);
        var errors = Diagnostics.Where(found => found.Severity == Severity.Error).ToList();
        refused.Violations.AddRange(errors.Count == 0
            ? [("agent.skills", obstacle.Fix)]
            : errors.Take(20).Select(found => ($"{found.Path}:{found.Range.StartLine + 1}:{found.Range.StartCharacter + 1}", found.Message)));
        throw errors.Count == 0 ? refused : refused.With("codes", string.Join(',', errors.Select(found => found.Code).Distinct()));
    }

    /// <summary>Refuses to switch on what is not ready; the test is asked for by its own reason.</summary>
    public void DemandReady(string agentId)
    {
        if (Readiness.FirstOrDefault(item => item is { Met: false, Key: not AgentReadiness.Tested }) is not { } obstacle)
        {
            return;
        }

        throw DomainException.Status(
            obstacle.Key == AgentReadiness.Connected ? "CONNECTION_REQUIRED" : "AGENT_NOT_READY", $"This agent cannot be switched on yet. {obstacle.Fix}")
            .With("resource", "agent").With("id", agentId).With("missing", obstacle.Key);
    }
}
