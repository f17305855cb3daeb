namespace OmniForge.Agents.Tools.Tables;

/// <summary>What a comma inside a number can mean in a file.</summary>
internal enum CommaUse
{
    Thousands,

    /// <summary>Also a decimal comma: files whose cells are divided by semicolons.</summary>
    Decimal,
}
