using System.Globalization;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Notices;

/// <summary>Tells people of accounts, in the transaction that changes them.</summary>
internal static class ConnectionNotices
{
    /// <summary>An account no longer lets us in. Each generation of its tokens is told of once.</summary>
    public static void Lost(ForgeDb db, string connectionId, long generation, string conversationId, string text, DateTimeOffset now)
        => db.Notices.Add(new NoticeRow
        {
            Id = Ids.From("connection lost", connectionId, generation.ToString(CultureInfo.InvariantCulture)),
            Cause = NoticeCause.ConnectionLost,
            AgentId = "",
            ConversationId = conversationId,
            About = now,
            CreatedAt = now,
            Text = text,
        });
}
