using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`conversations list|show|export|delete`: what was said to the builder, and taking it away.</summary>
internal static class ConversationCommands
{
    public static Command Create(Verbs verbs)
    {
        var group = new Command("conversations", "What was said to the builder: list it, read it, take a copy, delete it.")
        {
            List(verbs), Show(verbs), Export(verbs), Delete(verbs),
        };
        verbs.Explain(group, "omniforge conversations list", "omniforge conversations export ID > talk.jsonl");
        return group;
    }

    private static Argument<string> Id => new("CONVERSATION") { Description = "Id of a conversation; `omniforge conversations list` shows them." };

    private static Command List(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        Option<bool> all = new("--all", "-a") { Description = "Deleted ones too." };
        return verbs.Calling(
            new("list", "Conversations, newest first.") { all, json },
            async call =>
            {
                var found = await call.Client.Conversations.ListAsync(new() { ShowDeleted = call.Value(all) }, call.Cancelled).ToListAsync(call.Cancelled);
                if (call.Value(json))
                {
                    var response = new ListConversationsResponse();
                    response.Conversations.AddRange(found);
                    Json.Write(call.Terminal, response);
                    return ExitCodes.Done;
                }

                foreach (var one in found)
                {
                    call.Terminal.Line($"{one.Id}  {Words.Stamp(one.UpdatedAt)}  {Standing(one)}  {(one.Title.Length > 0 ? one.Title : "(nothing said yet)")}");
                }

                call.Terminal.Line(found.Count == 0 ? "No conversation yet. Begin one with: omniforge chat" : "");
                return ExitCodes.Done;
            },
            "omniforge conversations list",
            "omniforge conversations list --all --json");
    }

    private static Command Show(Verbs verbs)
    {
        var id = Id;
        return verbs.Calling(
            new("show", "Who said what, oldest first.") { id },
            async call =>
            {
                await foreach (var happened in call.Client.Conversations.ListEventsAsync(call.Value(id)!, cancellationToken: call.Cancelled))
                {
                    if (Line(happened) is { } line)
                    {
                        call.Terminal.Line($"{Words.Stamp(happened.OccurredAt)}  {line}");
                    }
                }

                return ExitCodes.Done;
            },
            "omniforge conversations show ID");
    }

    private static Command Export(Verbs verbs)
    {
        var id = Id;
        return verbs.Calling(
            new("export", "Everything that is kept of a conversation: first itself, then its events, a line of JSON each.") { id },
            async call =>
            {
                Json.WriteLine(call.Terminal, await call.Client.Conversations.GetAsync(call.Value(id)!, call.Cancelled));
                await foreach (var happened in call.Client.Conversations.ListEventsAsync(call.Value(id)!, cancellationToken: call.Cancelled))
                {
                    Json.WriteLine(call.Terminal, happened);
                }

                return ExitCodes.Done;
            },
            "omniforge conversations export ID > talk.jsonl");
    }

    private static Command Delete(Verbs verbs)
    {
        var ids = new Argument<string[]>("CONVERSATION") { Description = "Ids of conversations.", Arity = ArgumentArity.OneOrMore };
        return verbs.Calling(
            new("delete", "Delete conversations. They can be read for 30 more days, then they are gone; agents that were built in them stay.") { ids },
            async call =>
            {
                foreach (var id in call.Value(ids)!)
                {
                    await call.Client.Conversations.DeleteAsync(id, call.Cancelled);
                    call.Terminal.Line($"{id} is deleted.");
                }

                return ExitCodes.Done;
            },
            "omniforge conversations delete ID");
    }

    private static string Standing(Conversation one) => one switch
    {
        { DeletedAt: not null } => "deleted",
        { Status: ConversationStatus.Dormant } => "resting",
        { Status: ConversationStatus.Closed } => "closed ",
        _ => "open   ",
    };

    private static string? Line(ConversationEvent happened) => happened.HappenedCase switch
    {
        ConversationEvent.HappenedOneofCase.TurnStarted when happened.TurnStarted.Text.Length > 0 => $"You: {happened.TurnStarted.Text}",
        ConversationEvent.HappenedOneofCase.MessageCompleted => $"OmniForge: {happened.MessageCompleted.Text}",
        ConversationEvent.HappenedOneofCase.ProposalResolved => $"(A proposal was {(happened.ProposalResolved.Status == ProposalStatus.Accepted ? "accepted" : "not taken")}.)",
        ConversationEvent.HappenedOneofCase.TestFinished => $"(A test ended: {Words.Of(happened.TestFinished.Status)}.)",
        ConversationEvent.HappenedOneofCase.AgentActivated => "(The agent was turned on.)",
        _ => null,
    };
}
