namespace OmniForge.Agents.Building.Content;

/// <summary>"as a table", "as csv", "as a bulleted list", "save it as late.md".</summary>
internal static class FormatGrammar
{
    public static bool Try(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        if (File(at, draft) || Format(at, draft))
        {
            return draft.Strong = true;
        }

        at.At = from;
        return false;
    }

    private static bool Format(Cursor at, ContentDraft draft)
    {
        var lead = at.TakeAny("as an", "as a", "as", "in a", "into a", "formatted as a", "formatted as", "in the form of a", "make it a",
            "use a", "i want a", "i prefer a", "rather a", "better a", "preferably a", "better as a", "i would prefer a", "back to a", "again as a", "a", "to a", "write a", "want a", "in");
        var weak = lead && at.Is(-1, "a", "in") && !at.Is(-2, "as", "in", "into", "it", "use", "prefer", "rather", "better", "preferably", "to");
        var dressed = false;
        while (at.TakeAny("simple", "markdown", "nice", "plain", "bulleted", "bullet", "numbered", "short", "neat", "proper", "small",
            "comma separated", "bullet point", "clean"))
        {
            dressed |= at.Is(-1, "bulleted", "bullet", "numbered", "markdown", "separated", "point");
        }

        var found = at.TakeAny("table", "tables") ? ReportFormat.Table
            : at.TakeAny("csv file", "csv format", "csv", "spreadsheet", "excel file", "excel sheet", "excel", "separated file",
                "separated values") ? ReportFormat.Csv
            : at.TakeAny("list", "lists", "bullets", "bullet points", "points") ? ReportFormat.List
            : (ReportFormat?)null;
        if (found is not { } format)
        {
            return false;
        }

        var suffix = at.TakeAny("format", "form", "file", "instead", "please");
        if (!(lead && !weak) && !dressed && !suffix && !(format == ReportFormat.Csv && !at.Is(0, "file")) || at.Is(0, "of", "that")
            && weak && !dressed)
        {
            return false;
        }

        draft.Format = format;
        return true;
    }

    private static bool File(Cursor at, ContentDraft draft)
    {
        if (!at.TakeAny("to", "as", "into", "named", "called", "name it", "call it", "it", "file", "report")
            || at.Peek() is not { Kind: ItemKind.File } file)
        {
            return false;
        }

        var path = file.Word.Text;
        if (at.Table.Profile.File == path || !(path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csv",
            StringComparison.OrdinalIgnoreCase) || path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        at.At++;
        draft.OutputFile = path;
        if (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            draft.Format ??= ReportFormat.Csv;
        }

        return true;
    }
}
