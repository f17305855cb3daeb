using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Building;
using OmniForge.Server.Agents;
using OmniForge.Server.Storage;
using OmniForge.V1;
using Rule = OmniForge.Agents.Scheduling.ScheduleRule;

namespace OmniForge.Server.Conversations.Editing;

/// <summary>Reads an agent as a conversation has to know it: its versions with their wishes, its times, and whose work it is.</summary>
internal sealed class StoredAgents(ForgeStore store)
{
    private const int MostVersions = 50;

    /// <summary>Not found for agents of others and deleted ones.</summary>
    public async Task<OpenedAgent> ReadAsync(string tenantId, string agentId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var agent = await db.PresentAgentAsync(agentId, cancellationToken);
        var wishes = await AgentWishes.RowsAsync(db, agentId, cancellationToken);
        var told = await ToldAsync(db, agentId, cancellationToken);
        var rows = await db.AgentVersions.AsNoTracking().Where(row => row.AgentId == agentId)
            .OrderByDescending(row => row.Version).Take(MostVersions).ToListAsync(cancellationToken);
        rows.Reverse();
        var draft = await db.Drafts.AsNoTracking().FirstOrDefaultAsync(row => row.AgentId == agentId && row.Open, cancellationToken);
        var rules = await db.Schedules.AsNoTracking().Where(row => row.AgentId == agentId).OrderBy(row => row.Id)
            .Select(row => new { row.Cron, row.TimeZone }).ToListAsync(cancellationToken);
        var present = agent.Version > 0 ? Known(rows[^1], wishes, told) : Drafted(draft, wishes, told);
        List<SavedVersion> versions = agent.Version > 0 ? [.. rows.Select(row => Saved(row, Known(row, wishes, told)))]
            : [new(0, present?.Wish ?? new(), "created", draft?.UpdatedAt ?? agent.CreatedAt) { Foreign = present is null }];
        return new(agent.Id, agent.Name, StandingOf(agent.Status), versions)
        {
            SkillName = present?.SkillName is { Length: > 0 } skill ? skill : null,
            Skills = present?.Skills ?? [],
            Tables = present?.Tables ?? [],
            Rules = [.. rules.Select(rule => new Rule(rule.Cron, rule.TimeZone)).Distinct()],
            Test = agent.Version > 0 ? (agent.TestedVersion >= agent.Version ? TestStanding.Passed : TestStanding.None)
                : draft?.TestExecutionId.Length > 0 ? TestStanding.Passed : TestStanding.None,
            Outside = present is null ? OutsideEdit.Version
                : agent.Version > 0 && draft is not null && !AgentWishes.Owns(draft, wishes, rows[^1]) ? OutsideEdit.Draft : OutsideEdit.None,
            Description = agent.Description,
        };
    }

    public static AgentStanding StandingOf(AgentStatus status) => status switch
    {
        AgentStatus.Active => AgentStanding.Active,
        AgentStatus.Paused => AgentStanding.Paused,
        AgentStatus.Archived => AgentStanding.Archived,
        _ => AgentStanding.Draft,
    };

    private static SavedVersion Saved(AgentVersionRow row, KnownWish? known) => new(row.Version, known?.Wish ?? new(), row.Summary, row.CreatedAt)
    {
        By = Actor.Parser.ParseFrom(row.CreatedBy).DisplayName is { Length: > 0 } name ? name : null,
        Restored = row.RolledBackFrom,
        Foreign = known is null,
    };

    /// <summary>The wish of a version: its own row, or one that led to the very same content, as after going back to it by a call.</summary>
    private static KnownWish? Known(AgentVersionRow row, List<VersionWishRow> wishes, BuilderState? told)
    {
        var digest = AgentWishes.DigestOf(row);
        var found = wishes.Find(wish => wish.Version == row.Version && wish.Digest == digest)
            ?? wishes.Find(wish => wish.Version == row.RolledBackFrom && wish.Version > 0 && wish.Digest == digest)
            ?? wishes.FindLast(wish => wish.Digest == digest);
        return found is not null ? KnownWish.Read(found.Wish)
            : told?.History.FirstOrDefault(version => version.Version == row.Version || (row.RolledBackFrom > 0 && version.Version == row.RolledBackFrom))
                is { Foreign: false } saved ? KnownWish.Of(told, saved.Wish)
            : null;
    }

    private static KnownWish? Drafted(DraftRow? draft, List<VersionWishRow> wishes, BuilderState? told)
    {
        if (draft is null)
        {
            return null;
        }

        var digest = AgentWishes.DigestOf(draft);
        var found = wishes.FindLast(wish => wish.Digest == digest || (wish.Version == 0 && wish.Digest.Length == 0));
        return found is not null ? KnownWish.Read(found.Wish)
            : wishes.Count == 0 && told?.History.FirstOrDefault(version => version.Version == 0) is { } saved ? KnownWish.Of(told, saved.Wish)
            : null;
    }

    /// <summary>Agents that were made before wishes were kept: the conversation that made them still has theirs.</summary>
    private static async Task<BuilderState?> ToldAsync(ForgeDb db, string agentId, CancellationToken cancellationToken)
    {
        var states = await db.Conversations.AsNoTracking().Where(row => row.AgentId == agentId && row.State != "")
            .OrderBy(row => row.CreatedAt).Select(row => row.State).Take(1).ToListAsync(cancellationToken);
        return states is [var state] && BuilderStateJson.Read(state) is { History.Count: > 0 } told ? told : null;
    }
}
