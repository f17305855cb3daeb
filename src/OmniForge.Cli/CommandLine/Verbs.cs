using System.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.Client;

namespace OmniForge.Cli.CommandLine;

/// <summary>Makes commands that end in an exit code and a sentence, whatever happens.</summary>
internal sealed class Verbs(CliContext context, Option<string?> url)
{
    public Dictionary<Command, string[]> Examples { get; } = [];

    public CliContext Context => context;

    public Option<string?> Url => url;

    public static Option<bool> JsonOption => new("--json") { Description = "Print JSON with the names of the contract." };

    public void Explain(Command command, params string[] examples) => Examples[command] = examples;

    /// <summary>A command that needs a server.</summary>
    public Command Calling(Command command, Func<Call, Task<int>> action, params string[] examples)
        => Doing(
            command,
            async (parsed, ct) =>
            {
                using var client = context.Connect(parsed.GetValue(url));
                return await action(new(context, client, parsed, ct));
            },
            examples);

    public Command Doing(Command command, Func<ParseResult, CancellationToken, Task<int>> action, params string[] examples)
    {
        Explain(command, examples);
        command.SetAction((parsed, _) => GuardAsync(() => action(parsed, context.Interrupts.Soft)));
        return command;
    }

    private async Task<int> GuardAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (OmniForgeException refusal)
        {
            context.Terminal.Problem(Failures.Explain(refusal));
            return ExitCodes.Failed;
        }
        catch (CliException refusal)
        {
            context.Terminal.Problem(refusal.Message);
            return refusal.ExitCode;
        }
        catch (ArgumentException wrong) when (wrong.ParamName == "options")
        {
            // The client refuses an address before anything is sent.
            context.Terminal.Problem(wrong.Message[..wrong.Message.LastIndexOf(" (Parameter", StringComparison.Ordinal)]);
            return ExitCodes.Usage;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            context.Terminal.Problem(trouble.Message);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (context.Interrupts.Soft.IsCancellationRequested)
        {
            context.Terminal.Problem("Stopped.");
            return ExitCodes.Failed;
        }
    }
}

/// <summary>One call of a command.</summary>
internal sealed record Call(CliContext Context, OmniForgeClient Client, ParseResult Parsed, CancellationToken Cancelled)
{
    public Terminal Terminal => Context.Terminal;

    public T? Value<T>(Option<T> option) => Parsed.GetValue(option);

    /// <summary>One that may be left out has its default then, or none.</summary>
    public T Value<T>(Argument<T> argument)
        => argument.Arity.MinimumNumberOfValues > 0 ? Parsed.GetRequiredValue(argument) : Parsed.GetValue(argument)!;
}
