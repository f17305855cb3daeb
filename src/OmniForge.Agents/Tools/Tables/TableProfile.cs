namespace OmniForge.Agents.Tools.Tables;

/// <summary>What a table file holds, in few words: enough to understand what a person says about it.</summary>
/// <param name="File">Path in the workspace.</param>
/// <param name="Rows">Rows that could be read.</param>
/// <param name="Columns">In the order of the file.</param>
/// <param name="Warnings">One plain sentence per oddity, for instance a line that was left out.</param>
public sealed record TableProfile(
    string File, int Rows, IReadOnlyList<ColumnProfile> Columns, IReadOnlyList<string> Warnings);
