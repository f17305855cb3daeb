using System.Globalization;
using System.Text;

namespace OmniForge.Skills.Rules.Safety;

/// <summary>What lies in a skill's folder and how much of it (OF7007, OF8005).</summary>
internal static class BundleRules
{
    private const int MaxFiles = 256;
    private const long MaxFile = 1 << 20;
    private const long MaxTogether = 6 << 20;
    private const int MaxDepth = 8;
    private const int MaxFindings = 20;

    public static void Check(RuleContext context)
    {
        if (context.Check.Bundle is not { } bundle)
        {
            return;
        }

        var seen = new Dictionary<string, string>(bundle.Count, StringComparer.OrdinalIgnoreCase);
        var found = 0;
        foreach (var file in bundle)
        {
            var fault = BundlePathFault.Of(file)
                ?? (seen.TryGetValue(file.Path, out var other) && other != file.Path
                    ? $"only capitals tell it from '{other}', so one of them is lost on many machines. Rename it"
                    : null);
            seen.TryAdd(file.Path, file.Path);
            if (fault is not null && found++ < MaxFindings)
            {
                context.Report("OF7007", BundleTexts.Place(context, file.Path), $"'{Shown(file.Path)}' in the skill's folder: {fault}.");
            }
        }

        CheckSize(context, bundle);
    }

    private static void CheckSize(RuleContext context, IReadOnlyList<BundleFile> bundle)
    {
        var (files, together) = (0, 0L);
        BundleFile? large = null, deep = null;
        foreach (var file in bundle)
        {
            files += file.Kind == BundleFileKind.File ? 1 : 0;
            together += file.Size;
            large = file.Size > (large?.Size ?? MaxFile) ? file : large;
            deep ??= file.Path.AsSpan().Count('/') >= MaxDepth ? file : null;
        }

        if (files > MaxFiles)
        {
            Report(context, default, $"The skill's folder holds {files} files, {MaxFiles} are allowed; it is not installed. Remove some, or pack "
                + "data into fewer files.");
        }

        if (together > MaxTogether)
        {
            Report(context, default, $"The skill's folder holds {Size(together)}, {Size(MaxTogether)} are allowed; it is not installed. Keep large files "
                + "elsewhere.");
        }
        else if (large is not null)
        {
            Report(context, BundleTexts.Place(context, large.Path),
                $"'{Shown(large.Path)}' has {Size(large.Size)}, {Size(MaxFile)} are allowed for one file; the skill is not installed. Make it smaller.");
        }

        if (deep is not null)
        {
            Report(context, BundleTexts.Place(context, deep.Path),
                $"'{Shown(deep.Path)}' lies deeper than {MaxDepth} folders, so the skill is not installed. Move it up.");
        }
    }

    private static void Report(RuleContext context, TextSpan span, string message) => context.Report("OF8005", span, message);

    // Rounded up, so that what is just too large never reads like the limit.
    private static string Size(long bytes)
        => (Math.Ceiling(bytes * 10 / (double)(1 << 20)) / 10).ToString("0.#", CultureInfo.InvariantCulture) + " MiB";

    // Names with hidden or direction-changing characters must not disguise the message.
    private static string Shown(string path)
    {
        var text = new StringBuilder();
        foreach (var c in path.Length <= 80 ? path : string.Concat(path.AsSpan(0, 80), "…"))
        {
            text.Append(char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format ? '·' : c);
        }

        return text.ToString();
    }
}
