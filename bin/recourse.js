#!/usr/bin/env node
import '../apps/cli/bin/recourse.js'
