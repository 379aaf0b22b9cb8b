# tenken の補完。$PROFILE に次の 1 行を書いてください:
#   tenken completions powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName 'tenken', 'tenken.exe' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
    })
    if ($words.Count -eq 0) { return }
    $program = $words[0]
    $before = @($words | Select-Object -Skip 1)
    $encoding = [Console]::OutputEncoding
    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    try { $lines = @(& $program __complete powershell "--word=$wordToComplete" -- @before 2>$null) }
    finally { [Console]::OutputEncoding = $encoding }
    foreach ($line in $lines) {
        $value, $text = $line -split "`t", 2
        # 値のない行は、ファイルの名前を補うという印です。何も返さなければ、PowerShell がそうします。
        if (-not $value) { continue }
        if (-not $text) { $text = $value }
        $quoted = if ($value -match '[^\w.=/-]') { "'" + $value.Replace("'", "''") + "'" } else { $value }
        [System.Management.Automation.CompletionResult]::new($quoted, $value, 'ParameterValue', $text)
    }
}
