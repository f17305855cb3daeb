using System.Collections.Concurrent;
using OmniForge.Client;
using OmniForge.LanguageServer.Protocol;
using OmniForge.V1;

namespace OmniForge.LanguageServer.Platform;

/// <summary>The conversations that are open in this editor.</summary>
internal sealed class BuilderRooms(PlatformLink link, ClientNotices client) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, BuilderRoom> _rooms = new(StringComparer.Ordinal);

    public Task<BuilderOpenResult> OpenAsync(BuilderOpenParams asked, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var platform = link.Client();
        if (asked.ConversationId is { Length: > 0 } id && _rooms.TryRemove(id, out var earlier))
        {
            await earlier.DisposeAsync().ConfigureAwait(false);
        }

        var room = asked.ConversationId is { Length: > 0 } known
            ? await BuilderRoom.ResumeAsync(platform, client, known, asked.AfterSequence ?? 0, cancellationToken).ConfigureAwait(false)
            : await BuilderRoom.BeginAsync(platform, client, Request(asked), cancellationToken).ConfigureAwait(false);
        _rooms[room.ConversationId] = room;
        return await room.DescribeAsync(cancellationToken).ConfigureAwait(false);
    });

    public Task<BuilderTurnResult> TurnAsync(BuilderTurnParams asked, CancellationToken cancellationToken)
        => AskAsync(() => Room(asked.ConversationId).TurnAsync(asked.Text, cancellationToken));

    public Task<BuilderDecideResult> DecideAsync(BuilderDecideParams asked, CancellationToken cancellationToken)
        => AskAsync(() => Room(asked.ConversationId).DecideAsync(asked, cancellationToken));

    public Task<BuilderTestResult> TestAsync(BuilderParams asked, CancellationToken cancellationToken)
        => AskAsync(() => Room(asked.ConversationId).TestAsync(cancellationToken));

    public Task<BuilderActivateResult> ActivateAsync(BuilderParams asked, CancellationToken cancellationToken)
        => AskAsync(() => Room(asked.ConversationId).ActivateAsync(cancellationToken));

    /// <summary>Leaves a conversation; it stays on the platform.</summary>
    public async Task<NoParams> CloseAsync(BuilderParams asked)
    {
        if (_rooms.TryRemove(asked.ConversationId, out var room))
        {
            await room.DisposeAsync().ConfigureAwait(false);
        }

        return new();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var room in _rooms.Values)
        {
            await room.DisposeAsync().ConfigureAwait(false);
        }
    }

    private BuilderRoom Room(string conversationId) => _rooms.GetValueOrDefault(conversationId)
        ?? throw new LspException(LspException.RequestFailed, "This conversation is not open in this editor. Open it first.", "NOT_OPEN");

    private static CreateConversationRequest Request(BuilderOpenParams asked) => new()
    {
        AgentId = asked.AgentId ?? "",
        TimeZone = asked.TimeZone ?? "",
    };

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (OmniForgeException refusal)
        {
            throw PlatformFailures.Refused(refusal);
        }
    }
}
