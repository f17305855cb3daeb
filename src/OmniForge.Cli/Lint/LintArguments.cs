namespace OmniForge.Cli.Lint;

/// <summary>Options of `lint` and `format` whose value may be left out: without this, the path behind them would be taken for it.</summary>
internal static class LintArguments
{
    public static string[] Of(string[] args)
    {
        if (args is not ["lint" or "format", ..])
        {
            return args;
        }

        var end = Array.IndexOf(args, "--") is var dashes && dashes >= 0 ? dashes : args.Length;
        return [.. args.Select((arg, i) => i >= end ? arg : arg switch
        {
            "--fix" => "--fix=safe",
            "--color" when i + 1 >= end || args[i + 1] is not ("always" or "never" or "auto") => "--color=always",
            _ => arg,
        })];
    }
}
