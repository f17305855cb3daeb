using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Files;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>Rows of the agents slice as the contract shows them.</summary>
internal static class AgentMapping
{
    /// <summary>What a row does not say itself.</summary>
    /// <param name="Content">Versioned fields of the version that runs, or of the draft when nothing was published.</param>
    /// <param name="Cron">Rule of the oldest active schedule; null = none.</param>
    /// <param name="HearsEvents">It has an active trigger.</param>
    internal sealed record Facts(Agent Content, bool HasDraft, string? Cron, bool HearsEvents);

    public static Agent ToProto(this AgentRow row, Facts facts)
    {
        var agent = VersionedFields.Of(facts.Content);
        agent.Id = row.Id;
        agent.Name = row.Name;
        agent.Description = row.Description;
        agent.Status = row.Status;
        agent.TriggerType = facts.Cron is not null ? TriggerType.Scheduled : facts.HearsEvents ? TriggerType.EventDriven : TriggerType.OnDemand;
        if (facts.Cron is not null)
        {
            agent.Schedule = facts.Cron;
        }

        agent.Integrations.Add(agent.Connections.Select(connection => connection.Integration).Distinct());
        agent.UsageStats = new() { TotalRuns = row.TotalRuns, SuccessfulRuns = row.SuccessfulRuns, LastRun = row.LastRun?.ToTimestamp() };
        agent.LastRun = row.LastRun?.ToTimestamp();
        agent.Sharing = row.Sharing;
        agent.SharedWith.Add(JsonSerializer.Deserialize<string[]>(row.SharedWith));
        agent.OwnerId = row.OwnerId;
        agent.Labels.Add(row.ReadLabels());
        agent.Version = row.Version;
        agent.LatestVersion = row.LatestVersion;
        agent.HasDraft = facts.HasDraft;
        agent.PauseReason = row.Status == AgentStatus.Paused ? row.PauseReason : PauseReason.Unspecified;
        agent.CreatedBy = Actor.Parser.ParseFrom(row.CreatedBy);
        agent.CreatedAt = row.CreatedAt.ToTimestamp();
        agent.UpdatedAt = row.UpdatedAt.ToTimestamp();
        agent.DeletedAt = row.DeletedAt?.ToTimestamp();
        agent.PurgeAt = row.PurgeAt?.ToTimestamp();
        agent.Stop = row.Stops == AgentStops.None ? null : AgentStop.Parser.ParseFrom(row.StopNote);
        agent.Etag = row.Revision.ToString();
        return agent;
    }

    public static Dictionary<string, string> ReadLabels(this AgentRow row)
        => JsonSerializer.Deserialize<Dictionary<string, string>>(row.Labels) ?? [];

    public static AgentVersion ToProto(this AgentVersionRow row)
    {
        var content = Agent.Parser.ParseFrom(row.Content);
        var manifest = SkillManifest.Read(row.Manifest);
        var version = new AgentVersion
        {
            AgentId = row.AgentId,
            Version = row.Version,
            Agent = content,
            Summary = row.Summary,
            Origin = row.Origin,
            ConversationId = row.ConversationId,
            RolledBackFrom = row.RolledBackFrom,
            TestExecutionId = row.TestExecutionId,
            TestOverridden = row.TestOverridden,
            CreatedBy = Actor.Parser.ParseFrom(row.CreatedBy),
            CreatedAt = row.CreatedAt.ToTimestamp(),
        };
        foreach (var skill in content.Skills)
        {
            version.SkillDigests[skill.Key] = SkillManifest.Digest(manifest, skill.Name);
        }

        return version;
    }

    public static PublishedContent ToContent(this AgentVersionRow row)
        => new(Agent.Parser.ParseFrom(row.Content), SkillManifest.Read(row.Manifest), row.Version.ToString());

    /// <summary>Agents with everything their rows do not say, read with one query each for versions, drafts, schedules and triggers.</summary>
    public static async Task<IReadOnlyList<Agent>> ShowAsync(this ForgeDb db, IReadOnlyList<AgentRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var versions = await (
            from agent in db.Agents
            join version in db.AgentVersions on new { AgentId = agent.Id, agent.Version } equals new { version.AgentId, version.Version }
            where ids.Contains(agent.Id)
            select new { agent.Id, version.Content }).ToDictionaryAsync(found => found.Id, found => found.Content, cancellationToken);
        var drafts = await db.Drafts.AsNoTracking().Where(draft => ids.Contains(draft.AgentId) && draft.Open)
            .Select(draft => new { draft.AgentId, draft.Content }).ToDictionaryAsync(draft => draft.AgentId, draft => draft.Content, cancellationToken);
        var crons = await db.CronsAsync(ids, cancellationToken);
        var hearing = await db.Triggers.Where(trigger => ids.Contains(trigger.AgentId) && trigger.Status == TriggerStatus.Active)
            .Select(trigger => trigger.AgentId).Distinct().ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.ToProto(new(
            Content(versions.GetValueOrDefault(row.Id) ?? drafts.GetValueOrDefault(row.Id)),
            drafts.ContainsKey(row.Id),
            crons.GetValueOrDefault(row.Id),
            hearing.Contains(row.Id))))];
    }

    /// <summary>Agent id → rule of its oldest active schedule.</summary>
    private static async Task<Dictionary<string, string>> CronsAsync(this ForgeDb db, List<string> ids, CancellationToken cancellationToken)
    {
        var schedules = await db.Schedules.AsNoTracking()
            .Where(schedule => ids.Contains(schedule.AgentId) && schedule.Status == ScheduleStatus.Active)
            .OrderBy(schedule => schedule.CreatedAt).ThenBy(schedule => schedule.Id)
            .Select(schedule => new { schedule.AgentId, schedule.Cron })
            .ToListAsync(cancellationToken);
        return schedules.DistinctBy(schedule => schedule.AgentId).ToDictionary(schedule => schedule.AgentId, schedule => schedule.Cron);
    }

    private static Agent Content(byte[]? bytes) => bytes is null ? new() : Agent.Parser.ParseFrom(bytes);
}
