using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Notices;

/// <summary>Tells people of triggers, in the transaction that changes them.</summary>
internal static class TriggerNotices
{
    /// <summary>A trigger paused itself.</summary>
    public static void Paused(ForgeDb db, string tenantId, string triggerId, string agentId, string text, DateTimeOffset now)
        => db.Notices.Add(Row(tenantId, Ids.From("trigger paused", triggerId, Ids.New()), NoticeCause.TriggerPaused, agentId, text, now));

    /// <summary>An event was to start an agent, and could not.</summary>
    public static void NotStarted(ForgeDb db, string tenantId, string eventId, string agentId, string text, DateTimeOffset now)
        => db.Notices.Add(Row(tenantId, Ids.From("event not started", eventId), NoticeCause.NotStarted, agentId, text, now));

    private static NoticeRow Row(string tenantId, string id, NoticeCause cause, string agentId, string text, DateTimeOffset now) => new()
    {
        TenantId = tenantId,
        Id = id,
        Cause = cause,
        AgentId = agentId,
        About = now,
        CreatedAt = now,
        Text = text,
    };
}
