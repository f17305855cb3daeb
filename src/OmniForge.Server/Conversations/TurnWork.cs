using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Building;
using OmniForge.Agents.Building.Languages;
using OmniForge.Agents.Models;
using OmniForge.Server.Conversations.Editing;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>
/// Takes one stored turn to its stored answer. What was decided is stored before it is carried out, so that a crash in
/// between goes on where it stopped.
/// </summary>
internal sealed partial class TurnWork(
    ForgeStore store,
    AgentTalk talk,
    TurnReader reader,
    TurnVoice voice,
    CommandWork commands,
    TurnCommit commit,
    TurnStops stops,
    TimeProvider clock,
    ILogger<TurnWork> log)
{
    /// <summary>Commands of one turn: what came of a sign-in, what there is in two accounts, what a table holds, and what follows.</summary>
    private const int MostCommands = 10;

    /// <summary>Works on the oldest unfinished turn; false when there is none.</summary>
    public async Task<bool> NextAsync(string tenantId, string conversationId, CancellationToken stopping)
    {
        var (row, turn) = await LoadAsync(tenantId, conversationId, stopping);
        if (row is null || turn is null)
        {
            return false;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(stops.Begin(tenantId, conversationId), stopping);
        try
        {
            await TakeAsync(row, turn, either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            await commit.EndAsync(row, turn, TurnOutcome.Cancelled, "Stopped. Nothing more was done for this message.", CancellationToken.None);
        }
        catch (ModelException model)
        {
            LogModel(conversationId, model.Fault.Kind.ToString());
            await commit.EndAsync(row, turn, TurnOutcome.Failed, $"{model.Message} What you said before is kept; say it again when you like.", CancellationToken.None);
        }
        catch (DomainException refused)
        {
            await commit.EndAsync(row, turn, TurnOutcome.Failed, refused.Message, CancellationToken.None);
        }
        finally
        {
            stops.End(tenantId, conversationId);
        }

        return true;
    }

    private async Task TakeAsync(ConversationRow row, TurnRow turn, CancellationToken cancellationToken)
    {
        var caller = CallerOf(row.TenantId, turn);
        var state = BuilderStateJson.Read(row.State);
        if (turn.State == TurnState.Queued)
        {
            var recap = row.Dormant(clock.GetUtcNow()) ? Recap(row) : "";
            var words = OfferedAnswers.Meant(turn.Text, state);
            var language = words == turn.Text ? Tongue.Next(state.Language, turn.Text) : state.Language;
            var scene = await talk.BeginAsync(caller, row, turn.Id, state, words, cancellationToken);
            var read = scene.Answer is null ? await reader.ReadAsync(scene.Words, scene.State, scene.World, cancellationToken) : ReadTurn.Unread;
            var decided = scene.Answer ?? Builder.Take(scene.State, read.Understood, scene.World);
            row.AgentId = decided.State.AgentId ?? "";
            decided = decided with { Reply = Paragraphs(recap, read.Notice, decided.Reply) };
            var said = await voice.SayAsync(decided, language, state.Language, cancellationToken);
            state = await commit.DecidedAsync(row, turn, read, said, first: FirstWords.Of(row, turn), cancellationToken);
        }

        while (PendingCommand.Read(turn.Pending) is { } command && turn.Done < MostCommands)
        {
            var done = await commands.DoAsync(caller, row, turn, state, command, cancellationToken);
            row.AgentId = done.AgentId.Length > 0 ? done.AgentId : row.AgentId;
            var world = await talk.WorldAsync(caller, row, cancellationToken);
            var said = await voice.SayAsync(Builder.Continue(state, done.Outcome, world), state.Language, state.Language, cancellationToken);
            state = await commit.CarriedOutAsync(row, turn, done, said, cancellationToken);
        }

        if (turn.State != TurnState.Finished)
        {
            await commit.EndAsync(row, turn, TurnOutcome.Completed, "", cancellationToken);
        }
    }

    private async Task<(ConversationRow? Row, TurnRow? Turn)> LoadAsync(string tenantId, string conversationId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var row = await db.Conversations.AsNoTracking().FirstOrDefaultAsync(conversation => conversation.Id == conversationId, cancellationToken);
        var turn = await db.Turns.AsNoTracking()
            .Where(other => other.ConversationId == conversationId && other.State != TurnState.Finished)
            .OrderBy(other => other.Ordinal).FirstOrDefaultAsync(cancellationToken);
        return (row, turn);
    }

    private static Caller CallerOf(string tenantId, TurnRow turn)
    {
        var actor = Actor.Parser.ParseFrom(turn.Actor);
        return new(tenantId, actor.Kind, actor.Id, actor.DisplayName, turn.Permissions.Split(' ').ToHashSet());
    }

    /// <summary>After half an hour of silence the person is told where things stand.</summary>
    private static string Recap(ConversationRow row)
    {
        var known = ConversationMapping.Requirements(row).Select(requirement => requirement.Value).Where(value => value.Length > 0).ToList();
        return known.Count == 0 ? "Welcome back." : $"Welcome back. So far we have: {string.Join("; ", known)}.";
    }

    private static string Paragraphs(params IEnumerable<string> parts) => string.Join("\n\n", parts.Where(part => part.Length > 0));

    [LoggerMessage(LogLevel.Warning, "Conversation {ConversationId} could not reach its model: {Kind}")]
    private partial void LogModel(string conversationId, string kind);
}

/// <summary>The title of a conversation is its first words.</summary>
internal static class FirstWords
{
    private const int Longest = 80;

    public static string Of(ConversationRow row, TurnRow turn)
    {
        if (row.Title.Length > 0)
        {
            return row.Title;
        }

        var line = turn.Text.ReplaceLineEndings(" ").Trim();
        return line.Length <= Longest ? line : line[..Math.Max(line.LastIndexOf(' ', Longest), Longest / 2)].TrimEnd() + " …";
    }
}
