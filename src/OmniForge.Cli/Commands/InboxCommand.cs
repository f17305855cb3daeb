using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`inbox` and `inbox read`: what happened while nobody was watching.</summary>
internal static class InboxCommand
{
    public static Command Create(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        Option<bool> all = new("--all", "-a") { Description = "Those you have read too." };
        var inbox = verbs.Calling(
            new("inbox", "What agents that run by themselves want you to know: runs that failed, stopped or wait for you.") { all, json },
            async call =>
            {
                var notices = await call.Client.Notices.ListAsync(new() { ShowRead = call.Value(all) }, call.Cancelled).ToListAsync(call.Cancelled);
                var open = await call.Client.Executions.ListInterruptsAsync(cancellationToken: call.Cancelled).ToListAsync(call.Cancelled);
                if (call.Value(json))
                {
                    call.Terminal.Output.WriteLine(JsonOf(open, notices));
                }
                else
                {
                    Ask(call.Terminal, open);
                    Show(call.Terminal, notices, open.Count);
                }

                return ExitCodes.Done;
            },
            "omniforge inbox",
            "omniforge inbox --all --json",
            "omniforge inbox read                      you have seen everything");
        inbox.Add(Read(verbs));
        return inbox;
    }

    private static Command Read(Verbs verbs)
    {
        var ids = new Argument<string[]>("NOTICE") { Description = "Ids of notices; none = all of them.", Arity = ArgumentArity.ZeroOrMore };
        return verbs.Calling(
            new("read", "Mark notices as read.") { ids },
            async call =>
            {
                var marked = await call.Client.Notices.MarkReadAsync(call.Value(ids), call.Cancelled);
                call.Terminal.Line(marked == 0 ? "There was nothing to mark." : $"{Words.Count(marked, "notice")} marked as read.");
                return ExitCodes.Done;
            },
            "omniforge inbox read",
            "omniforge inbox read NOTICE_ID");
    }

    /// <summary>Both lists by their names in the contract.</summary>
    private static string JsonOf(List<Interrupt> open, List<Notice> notices)
    {
        var (questions, news) = (new ListInterruptsResponse(), new ListNoticesResponse());
        questions.Interrupts.AddRange(open);
        news.Notices.AddRange(notices);
        return Json.Joined(questions, news);
    }

    private static void Ask(Terminal terminal, List<Interrupt> open)
    {
        foreach (var question in open)
        {
            terminal.Line($"{Words.Stamp(question.OpenedAt)}  a run asks you");
            terminal.Line($"  {(question.Prompt.Length > 0 ? question.Prompt : question.Title)}");
            if (question.Choices.Count > 0)
            {
                terminal.Line($"  One of: {string.Join(", ", question.Choices)}");
            }

            terminal.Line($"  Answer with: omniforge executions answer {question.ExecutionId} ANSWER");
        }
    }

    private static void Show(Terminal terminal, List<Notice> notices, int open)
    {
        if (notices.Count == 0 && open > 0)
        {
            return;
        }

        if (notices.Count == 0)
        {
            terminal.Line("Nothing new. Agents that run by themselves tell you here when a run fails or waits for you.");
            return;
        }

        foreach (var notice in notices)
        {
            terminal.Line($"{Words.Stamp(notice.CreatedAt)}  {Words.Of(notice.Cause)}{(notice.ReadAt is null ? "" : ", read")}");
            terminal.Line($"  {notice.Text}");
            terminal.Line(notice.ExecutionId.Length > 0
                ? $"  (notice {notice.Id}; omniforge executions show {notice.ExecutionId})"
                : $"  (notice {notice.Id})");
        }

        if (notices.Any(notice => notice.ReadAt is null))
        {
            terminal.Line("When you have seen them: omniforge inbox read");
        }
    }
}
