using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Demo;
using OmniForge.Cli.Output;
using OmniForge.Client;

namespace OmniForge.Cli.Commands;

/// <summary>`demo`: the whole job without typing.</summary>
internal static class DemoCommand
{
    public static Command Create(Verbs verbs)
    {
        var keep = new Option<bool>("--keep") { Description = "Keep the data folder of the demo and say where it is." };
        var journey = new Argument<string?>("JOURNEY")
        {
            Description = "`notion`: from a sign-in to a message in Slack, with stand-ins of both. Left out = from a file to a report.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        journey.AcceptOnlyFromAmong("notion");
        return verbs.Doing(
            new("demo", "Watch the whole job: a conversation, a dry run, activation, a real run and its report. Needs no network.") { journey, keep },
            (parsed, ct) => RunAsync(verbs.Context, parsed.GetValue(journey), parsed.GetValue(keep), ct),
            "omniforge demo",
            "omniforge demo --keep",
            "./dev demo notion                              in the source code, which has the stand-ins");
    }

    private static async Task<int> RunAsync(CliContext context, string? journey, bool keep, CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        var home = Directory.CreateTempSubdirectory("omniforge-demo-").FullName;
        try
        {
            await (journey is not null ? new AccountDemo(context, home).RunAsync(cancellationToken) : new DemoRun(context, home).RunAsync(cancellationToken));
            context.Terminal.Line($"Done in {Words.Span(context.Time.GetElapsedTime(began))}. Now you: omniforge chat");
            return ExitCodes.Done;
        }
        catch (OmniForgeException refusal)
        {
            throw new CliException($"The demo failed: {Failures.Explain(refusal)}");
        }
        finally
        {
            if (keep)
            {
                context.Terminal.Line($"Its data stays in {home}. Look around with: OMNIFORGE_HOME={home} omniforge serve");
            }
            else
            {
                Directory.Delete(home, recursive: true);
            }
        }
    }
}
