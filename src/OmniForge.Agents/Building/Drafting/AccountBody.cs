using System.Text;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>The instructions of a skill that works with accounts.</summary>
internal static class AccountBody
{
    public static string Write(Wish wish, TableProfile table, string name, string file)
    {
        var heading = SkillComposer.Heading(name);
        var text = new StringBuilder();
        text.Append($"# {heading}\n\n{SkillComposer.Purpose(wish, table)}\n\n## Prerequisites\n\n");
        foreach (var need in Needs(wish, table))
        {
            text.Append($"- {SkillComposer.Plain(need)}\n");
        }

        text.Append("\n## Steps\n\n");
        foreach (var (at, step) in AccountSteps.Of(wish, table, heading, file).Index())
        {
            text.Append($"{at + 1}. {SkillComposer.Plain(step.Sentence)}\n\n   ```json\n   {step.Arguments}\n   ```\n   -> {step.Bind}\n\n");
        }

        text.Append("## Result\n\n```json\n").Append(SkillJson.Write(AccountSteps.Result(wish, heading))).Append("\n```\n\n");
        text.Append("## When something goes wrong\n\n");
        foreach (var trouble in Troubles(wish))
        {
            text.Append($"- {SkillComposer.Plain(trouble)}\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> Needs(Wish wish, TableProfile table)
    {
        if (wish.From is { } from)
        {
            var noun = AccountTables.Of(from.Integration)!.Noun;
            yield return $"The {ServiceNames.Title(from.Integration)} account {Say.Quote(from.Account)} is connected, and the {noun} {Say.Quote(from.Name)} is shared with "
                + $"OmniForge{SkillComposer.Needs(wish, table)}";
        }
        else
        {
            yield return $"The file `{wish.File}` is in the workspace{SkillComposer.Needs(wish, table)}";
        }

        yield return wish.To is { } to
            ? $"The {ServiceNames.Title(to.Integration)} account {Say.Quote(to.Account)} is connected, and OmniForge may write to {Say.Quote(to.Name)}."
            : "The folder `output` may be written.";
    }

    private static IEnumerable<string> Troubles(Wish wish)
    {
        if (wish.From is { } from)
        {
            yield return $"The account cannot be used, or {Say.Quote(from.Name)} has lost a column: stop, name what is missing, send and write nothing.";
        }
        else
        {
            yield return $"`{wish.File}` is missing or has lost a column: stop, name what is missing, send nothing.";
        }

        yield return wish.To is null ? "No row fits: still save the report, with its heading and no rows." : "No row fits: still send the message; it says so.";
        if (wish.To is not null)
        {
            yield return "More rows than fit into one message: send those that fit and say how many are left out.";
        }
    }
}
