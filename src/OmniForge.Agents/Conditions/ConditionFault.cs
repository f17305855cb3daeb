namespace OmniForge.Agents.Conditions;

/// <summary>Why a text is no condition or no path.</summary>
/// <param name="Position">UTF-16 offset of the trouble in the text, from 0.</param>
/// <param name="Message">What was expected, what stands there, and what to write instead.</param>
public sealed record ConditionFault(int Position, string Message);

/// <summary>Ends the reading; never leaves this folder.</summary>
internal sealed class ConditionException(int position, string message) : Exception(message)
{
    public ConditionFault Fault { get; } = new(position, message);
}
