namespace OmniForge.Skills.Substitution;

/// <summary>Whether <c>!`command`</c> means something in a text.</summary>
internal enum CommandReading
{
    Embedded,
    Literal,
}
