import { render } from 'preact';
import { App } from './app.js';
import { showTheme } from './theme.js';

showTheme();
render(<App />, document.getElementById('page') as HTMLElement);
