using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Building;
using OmniForge.Agents.Building.Editing;
using OmniForge.Server.Agents;
using OmniForge.Server.Conversations.Editing;
using OmniForge.Server.Hosting;
using OmniForge.Server.Models;
using OmniForge.Server.Storage;
using OmniForge.Server.Streams;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>The way into conversations: create, show, list, delete, watch.</summary>
internal sealed class ConversationDirectory(
    ForgeStore store,
    AgentDirectory agents,
    AgentTalk talk,
    StoredAgents stored,
    ModelDirectory models,
    ConversationLog log,
    EventHub<ConversationEvent> hub,
    Paging paging,
    TimeProvider clock)
{
    private const int MostOpen = 50;

    public async Task<CreateConversationResponse> CreateAsync(Caller caller, CreateConversationRequest request, CancellationToken cancellationToken)
    {
        var row = await NewRowAsync(caller, request, cancellationToken);
        var world = await talk.WorldAsync(caller, row, cancellationToken);
        var greeting = row.AgentId.Length == 0 ? Builder.Greet(world)
            : AgentOpening.Greet(await stored.ReadAsync(caller.TenantId, row.AgentId, cancellationToken), world);
        row.State = BuilderStateJson.Write(greeting.State);
        row.Phase = greeting.State.Phase.ToProto();
        row.Question = greeting.Question.ToProto()?.ToByteArray() ?? [];
        row.Actions = ConversationMapping.WriteActions(greeting.Actions);
        List<ConversationEvent> events = [new() { ConversationOpened = new() { Title = row.Title } }, .. TurnEvents.Of(greeting, null, greeting.Reply)];
        if (models.Offline)
        {
            events.Insert(1, new() { NoticeGiven = new() { Code = "OFFLINE_MODEL", Text = "The built-in offline model answers; no language model is configured." } });
        }

        await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            if (await db.Conversations.AnyAsync(other => other.Id == row.Id, ct))
            {
                throw new DomainException(Refusal.AlreadyExists, "ID_TAKEN", "There is already a conversation with this id. Choose another.")
                    .With("resource", "conversation").With("id", row.Id);
            }

            var creator = caller.ToActor().ToByteArray();
            var open = db.Conversations.Where(other => other.Status == ConversationStatus.Open && other.DeletedAt == null);
            if (await open.CountAsync(other => other.CreatedBy == creator, ct) >= MostOpen)
            {
                throw new DomainException(Refusal.Exhausted, "CONVERSATION_LIMIT", "You have 50 open conversations. Delete one you no longer need first.")
                    .With("scope", "open conversations");
            }

            db.Conversations.Add(row);
            log.Add(db, row, "", caller.ToActor(), events);
            return true;
        }, cancellationToken);
        log.Publish(caller.TenantId, events);
        return new() { SessionId = row.Id, Message = greeting.Reply, Phase = row.Phase, Conversation = row.ToProto([], clock.GetUtcNow()) };
    }

    /// <summary>The row, deleted ones too.</summary>
    public async Task<ConversationRow> LoadAsync(string tenantId, string id, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        return await db.Conversations.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken)
            ?? throw DomainException.NotFound("conversation", id);
    }

    public async Task<Conversation> ShowAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        var row = await LoadAsync(caller.TenantId, id, cancellationToken);
        await using var db = store.Open(caller.TenantId);
        var open = await db.Proposals.AsNoTracking()
            .Where(proposal => proposal.ConversationId == id && proposal.Status == ProposalStatus.Open).ToListAsync(cancellationToken);
        var draft = row.AgentId.Length == 0
            ? null
            : await db.Drafts.AsNoTracking().FirstOrDefaultAsync(other => other.AgentId == row.AgentId && other.Open, cancellationToken);
        var shown = row.ToProto(open, clock.GetUtcNow());
        shown.DraftEtag = draft?.Revision.ToString() ?? "";
        return shown;
    }

    public async Task<ListConversationsResponse> ListAsync(Caller caller, ListConversationsRequest request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request.PageSize);
        var binding = $"{caller.TenantId}|ListConversations|{request.AgentId}|{request.Status}|{request.Phase}|{request.ShowDeleted}";
        await using var db = store.Open(caller.TenantId);
        var rows = db.Conversations.AsNoTracking().Where(row => request.ShowDeleted || row.DeletedAt == null);
        rows = request.AgentId.Length > 0 ? rows.Where(row => row.AgentId == request.AgentId) : rows;
        rows = request.Phase != ConversationPhase.Unspecified ? rows.Where(row => row.Phase == request.Phase) : rows;
        rows = request.Status switch
        {
            ConversationStatus.Closed => rows.Where(row => row.Status == ConversationStatus.Closed),
            ConversationStatus.Open or ConversationStatus.Dormant => rows.Where(row => row.Status == ConversationStatus.Open),
            _ => rows,
        };
        if (paging.After(request.PageToken, binding) is { } key)
        {
            var parts = key.Split('|', 2);
            var at = UtcMicroseconds.Read(long.Parse(parts[0]));
            var id = parts[1];
            rows = rows.Where(row => row.CreatedAt < at || (row.CreatedAt == at && string.Compare(row.Id, id) < 0));
        }

        var page = await rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(size + 1).ToListAsync(cancellationToken);
        var response = new ListConversationsResponse();
        response.Conversations.AddRange(page.Take(size).Select(row => row.ToProto([], clock.GetUtcNow())));
        if (page.Count > size)
        {
            response.NextPageToken = paging.Next($"{UtcMicroseconds.Write(page[size - 1].CreatedAt)}|{page[size - 1].Id}", binding);
        }

        return response;
    }

    /// <summary>Hides the conversation and closes it; its draft stays with the agent. Deleting twice is fine.</summary>
    public async Task<Conversation> DeleteAsync(Caller caller, string id, string etag, CancellationToken cancellationToken)
    {
        List<ConversationEvent> events = [];
        var shown = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var row = await db.Conversations.FirstOrDefaultAsync(other => other.Id == id, ct) ?? throw DomainException.NotFound("conversation", id);
            if (etag.Length > 0 && etag != row.Revision.ToString())
            {
                throw DomainException.Stale(row.Revision.ToString());
            }

            if (row.DeletedAt is null)
            {
                row.DeletedAt = clock.GetUtcNow();
                row.Status = ConversationStatus.Closed;
                events.Add(new() { ConversationClosed = new() { Reason = "deleted" } });
                log.Add(db, row, "", caller.ToActor(), events);
            }

            return row.ToProto([], clock.GetUtcNow());
        }, cancellationToken);
        log.Publish(caller.TenantId, events);
        return shown;
    }

    public async IAsyncEnumerable<Seen<ConversationEvent>> WatchAsync(
        string tenantId, string id, long after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var row = await LoadAsync(tenantId, id, cancellationToken);
        var from = after < 0 ? row.LastSequence : after;
        await foreach (var seen in EventStream.WatchAsync(
            hub, ConversationLog.KeyOf(tenantId, id), log.Events(tenantId, id), from, row.LastSequence, clock, cancellationToken))
        {
            yield return seen;
        }
    }

    private async Task<ConversationRow> NewRowAsync(Caller caller, CreateConversationRequest request, CancellationToken cancellationToken)
    {
        if (request.TimeZone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(request.TimeZone, out _))
        {
            throw DomainException.Invalid("TIME_ZONE_UNKNOWN", "time_zone", $"\"{request.TimeZone}\" is no time zone; use a name such as Europe/Berlin.");
        }

        if (request.Title.Length > 255)
        {
            throw DomainException.Field("title", "at most 255 characters are allowed");
        }

        if (request.AgentId.Length > 0)
        {
            await agents.GetAsync(caller.TenantId, request.AgentId, cancellationToken);
        }

        return new ConversationRow
        {
            Id = Ids.ChosenOrNew(request.ConversationId, "conversation_id"),
            TenantId = caller.TenantId,
            AgentId = request.AgentId,
            Title = request.Title,
            TimeZone = request.TimeZone,
            CreatedBy = caller.ToActor().ToByteArray(),
            CreatedAt = clock.GetUtcNow(),
            UpdatedAt = clock.GetUtcNow(),
        };
    }
}
