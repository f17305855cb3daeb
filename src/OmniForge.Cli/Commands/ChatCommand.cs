using System.CommandLine;
using OmniForge.Cli.Chat;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.Cli.Servers;
using OmniForge.Client;
using OmniForge.Client.Sessions;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`chat`: builds and changes agents by talking.</summary>
internal static class ChatCommand
{
    private const string Help =
        "  Say what you want in your own words; name files of this folder and they are shared with your agents.\n"
        + "  /skill shows word for word what was last suggested, /files the files of this folder, /quit leaves. Nothing is lost by leaving.";

    public static Command Create(Verbs verbs)
    {
        var agent = new Argument<string?>("AGENT") { Description = "An agent to talk about; left out = a new one.", Arity = ArgumentArity.ZeroOrOne };
        var folder = new Option<string?>("--folder", "-f") { Description = "Folder in which files are looked for. Default: this one.", HelpName = "FOLDER" };
        var resume = new Option<string?>("--resume", "-r")
        {
            Description = "Go on with an earlier conversation: the latest, or the one with this id.",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "ID",
        };
        return verbs.Doing(
            new("chat", "Build or change an agent by talking. Starts a server for the conversation when none runs.") { agent, folder, resume },
            async (parsed, ct) =>
            {
                var wanted = new ChatWish(
                    parsed.GetValue(agent), Folder(parsed.GetValue(folder)), parsed.GetResult(resume) is not null, parsed.GetValue(resume));
                try
                {
                    await using var lease = await ServerLease.TakeAsync(verbs.Context, parsed.GetValue(verbs.Url), ct);
                    return await TalkAsync(verbs.Context, lease, wanted, ct);
                }
                catch (OmniForgeException refusal)
                {
                    verbs.Context.Terminal.Problem(ChatFailures.Explain(refusal));
                    return ExitCodes.Failed;
                }
            },
            "omniforge chat",
            "omniforge chat --folder ~/Documents/reports",
            "omniforge chat \"Project report\"                change it by talking",
            "omniforge chat --resume                        go on where you were",
            "printf 'every Friday at 4pm list what is late in projects.csv\\n' | omniforge chat");
    }

    private static async Task<int> TalkAsync(CliContext context, ServerLease lease, ChatWish wanted, CancellationToken cancellationToken)
    {
        var terminal = context.Terminal;
        var view = new ChatView(terminal, SkillShowing.OnRequest);
        var desk = new FileDesk(lease.Client, terminal, wanted.Folder);
        var session = await OpenAsync(lease.Client, wanted, view, cancellationToken);
        view.Greet(session.Greeting);
        await using var room = new ChatRoom(session, terminal, view, desk);
        var good = true;
        try
        {
            await News.TellAsync(lease.Client, terminal, cancellationToken);
            Hint(terminal, desk);
            while (await NextAsync(terminal, view, cancellationToken) is { } line)
            {
                if (line is "/quit" or "/exit" or "quit" or "exit")
                {
                    break;
                }

                good = Local(terminal, view, desk, line) ? good : await room.TurnAsync(line, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C leaves; a turn that was sent is carried out.
            terminal.Line();
        }

        terminal.Line("  Everything is saved. To go on later: omniforge chat --resume");
        return good || terminal.Kind.Typing ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<ConversationSession> OpenAsync(
        OmniForgeClient client, ChatWish wanted, ChatView view, CancellationToken cancellationToken)
    {
        if (wanted.Resume)
        {
            var conversation = await FindAsync(client, wanted, cancellationToken);
            Recall(view, conversation);
            return await client.Conversations.ResumeAsync(conversation.Id, conversation.LastSequence, cancellationToken);
        }

        var request = new CreateConversationRequest
        {
            TimeZone = PersonZone.Of(Environment.GetEnvironmentVariable("OMNIFORGE_TIME_ZONE"), TimeZoneInfo.Local),
        };
        if (wanted.Agent is { } name)
        {
            request.AgentId = (await AgentNames.FindAsync(client, name, cancellationToken)).Id;
        }

        return await client.Conversations.OpenAsync(request, cancellationToken);
    }

    private static async Task<Conversation> FindAsync(OmniForgeClient client, ChatWish wanted, CancellationToken cancellationToken)
    {
        if (wanted.ConversationId is { Length: > 0 } id)
        {
            return await client.Conversations.GetAsync(id, cancellationToken);
        }

        return await client.Conversations.ListAsync(cancellationToken: cancellationToken)
            .FirstOrDefaultAsync(conversation => conversation.Status != ConversationStatus.Closed, cancellationToken)
            ?? throw new CliException("There is no conversation to go on with yet. Begin one with: omniforge chat");
    }

    private static void Recall(ChatView view, Conversation conversation)
    {
        view.Report.Phase = conversation.Phase;
        view.Report.Skills = [.. conversation.OpenProposals.SelectMany(ProposedSkills.Of)];
        var about = conversation.Title.Length > 0 ? $"Welcome back. We were talking about: {conversation.Title}." : "Welcome back.";
        view.Say(conversation.Question is { Text.Length: > 0 } question ? $"{about} My last question was: {question.Text}" : about);
        view.Suggest(conversation.Question?.Choices ?? []);
    }

    /// <summary>Words for the terminal itself; true when the line was one.</summary>
    private static bool Local(Terminal terminal, ChatView view, FileDesk desk, string line)
    {
        switch (line)
        {
            case "/skill":
                view.ShowSkills();
                return true;
            case "/files":
                Hint(terminal, desk);
                return true;
            case "/help" or "/?":
                terminal.Line(Help);
                return true;
            default:
                return false;
        }
    }

    private static void Hint(Terminal terminal, FileDesk desk)
    {
        if (desk.Offers is { Count: > 0 } offers)
        {
            var more = offers.Count > 6 ? $" and {offers.Count - 6} more" : "";
            terminal.Line($"  (Files here: {string.Join(", ", offers.Take(6))}{more}. Name one and your agents may read it.)");
        }
    }

    /// <summary>The next line that says something; null at the end of input. What is piped in is echoed, so that the output is a transcript.</summary>
    private static async Task<string?> NextAsync(Terminal terminal, ChatView view, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (terminal.Kind.Typing)
            {
                view.Prompt();
            }

            var line = (await terminal.ReadLineAsync(cancellationToken))?.Trim();
            view.Typed();
            if (line is null)
            {
                return null;
            }

            if (line.Length > 0)
            {
                if (!terminal.Kind.Typing)
                {
                    terminal.Line($"You: {line}");
                }

                return line;
            }
        }
    }

    private static string Folder(string? named)
    {
        var folder = Path.GetFullPath(named ?? ".");
        return Directory.Exists(folder) ? folder : throw new CliException($"There is no folder {folder}.", ExitCodes.Usage);
    }
}

/// <summary>What the person asked `chat` for.</summary>
internal sealed record ChatWish(string? Agent, string Folder, bool Resume, string? ConversationId);
