using System.CommandLine;
using System.Text;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Lint.Reports;
using OmniForge.Cli.Output;
using OmniForge.Files.Linting;
using OmniForge.Skills;

namespace OmniForge.Cli.Lint;

/// <summary>`format`: brings skills into the one common form, without any server.</summary>
internal static class FormatCommand
{
    private const string Input = "-";

    public static Command Create(Verbs verbs)
    {
        var options = new LintOptions();
        var check = new Option<bool>("--check") { Description = "Write nothing; name the files that are not formatted and answer 1 when there are any." };
        var diff = new Option<bool>("--diff") { Description = "Write nothing; show what would change and answer 1 when something would." };
        var command = new Command("format", "Write SKILL.md files in the one common form. Instructions and values stay as they are.");
        options.AddSearchTo(command);
        command.Add(check);
        command.Add(diff);
        return verbs.Doing(
            command,
            (parsed, ct) => Task.FromResult(LintExit.Guard(
                () => new FormatRun(
                    options.Request(parsed, verbs.Context), verbs.Context.Terminal,
                    parsed.GetValue(diff) ? FormatOrder.Diff : parsed.GetValue(check) ? FormatOrder.Check : FormatOrder.Write).Run(ct),
                verbs.Context.Terminal, ct)),
            "omniforge format                       every SKILL.md below this folder",
            "omniforge format skills/ --check       for a build: name what is not formatted",
            "omniforge format - < SKILL.md          from standard input to standard output");
    }

    private sealed class FormatRun(LintRequest request, Terminal terminal, FormatOrder order)
    {
        private readonly FileLinter _linter = new(request.Settings);
        private int _different;
        private int _refused;

        public int Run(CancellationToken cancellationToken)
        {
            if (request.Paths.Contains(Input))
            {
                FromInput();
            }

            var run = new LintRun(request, terminal);
            var found = run.Search(cancellationToken);
            foreach (var file in found.Files)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Format(file);
            }

            foreach (var trouble in found.Troubles.Where(trouble => trouble.Kind == TroubleKind.Unreadable))
            {
                Refuse(trouble.Shown, trouble.Message);
            }

            foreach (var problem in run.Problems)
            {
                terminal.Problem(problem);
            }

            if (found.Files.Count == 0 && found.Troubles.Count == 0 && run.Problems.Count == 0 && !request.Paths.Contains(Input) && !request.EmptyAllowed)
            {
                terminal.Problem("There is no SKILL.md to format here. Name a file or folder that has one, or use --allow-empty where none is fine.");
                return LintExit.Incomplete;
            }

            return _refused + run.Problems.Count > 0 ? LintExit.Incomplete
                : order != FormatOrder.Write && _different > 0 ? LintExit.Findings
                : LintExit.Clean;
        }

        private void FromInput()
        {
            var bytes = FileBytes.Read(terminal.InputBytes());
            var path = request.InputPath is { } given ? Path.GetFullPath(given, request.CurrentFolder) : null;
            var after = Formatted(request.InputPath ?? Input, path, bytes);
            if (order == FormatOrder.Write)
            {
                terminal.Raw(after);
            }
            else if (!after.AsSpan().SequenceEqual(bytes.Content))
            {
                Tell(request.InputPath ?? Input, bytes.Content, after);
            }
        }

        private void Format(FoundFile file)
        {
            FileBytes bytes;
            try
            {
                bytes = FileBytes.Read(file.FullPath);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                Refuse(file.Shown, "This file cannot be read. Allow reading it, or exclude it.");
                return;
            }

            var after = Formatted(file.Shown, file.FullPath, bytes);
            if (after.AsSpan().SequenceEqual(bytes.Content))
            {
                return;
            }

            if (order != FormatOrder.Write)
            {
                Tell(file.Shown, bytes.Content, after);
            }
            else if (FixRun.Write(new(file, bytes.Content, after)) is { } problem)
            {
                Refuse(file.Shown, problem);
            }
            else if (request.Parts == ReportParts.All)
            {
                terminal.Line($"formatted {file.Shown}");
            }
        }

        private byte[] Formatted(string shown, string? path, FileBytes bytes)
        {
            if (!bytes.Whole)
            {
                Refuse(shown, "The file is too large to be a skill.");
                return bytes.Content;
            }

            var formatted = SkillFormatter.Format(SkillDocument.Parse(bytes.Content), _linter.ChecksOf(path)[0].Profile);
            if (formatted.Refusal is { } refusal)
            {
                Refuse(shown, refusal);
                return bytes.Content;
            }

            return Encoding.UTF8.GetBytes(formatted.Text);
        }

        private void Tell(string shown, byte[] before, byte[] after)
        {
            _different++;
            if (order == FormatOrder.Diff)
            {
                terminal.Report(UnifiedDiff.Of(shown, Encoding.UTF8.GetString(before), Encoding.UTF8.GetString(after), request.Paint));
            }
            else
            {
                terminal.Line($"not formatted: {shown}");
            }
        }

        private void Refuse(string shown, string reason)
        {
            _refused++;
            terminal.Problem($"{shown}: {reason}");
        }
    }

    private enum FormatOrder
    {
        Write,
        Check,
        Diff,
    }
}
